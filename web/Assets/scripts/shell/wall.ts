// The wall: the page fills the screen while its button is used; leaving full screen leaves the wall too.
export function keepWall(root: HTMLElement): void {
  root.querySelector("[data-enter-wall]")?.addEventListener("click", event => {
    if (!document.documentElement.requestFullscreen) return;
    event.preventDefault();
    const address = (event.currentTarget as HTMLAnchorElement).href;
    document.documentElement.requestFullscreen().catch(() => location.assign(address));
    enter(address);
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && document.body.classList.contains("wall")) leave();
  });
}

function enter(address: string): void {
  const root = document.documentElement;
  root.dataset["before"] = root.dataset["bsTheme"] ?? "light";
  root.dataset["bsTheme"] = "dark";
  document.body.classList.add("wall");
  history.replaceState(null, "", address);
}

function leave(): void {
  const root = document.documentElement;
  root.dataset["bsTheme"] = root.dataset["before"] ?? "light";
  document.body.classList.remove("wall");
  const address = new URL(location.href);
  address.searchParams.delete("wall");
  history.replaceState(null, "", address);
}
