// Who opens the notifications has looked: the count goes; the list itself is posted for by htmx.
export function startBell(): void {
  document.getElementById("bell")?.addEventListener("toggle", event => {
    const count = document.getElementById("bell-count");
    if ((event as ToggleEvent).newState === "open" && count) count.textContent = "";
  });
}
