// The search in the bar as a combobox (WAI-ARIA): / goes to the field, arrows choose, Enter opens, Escape closes.
const field = document.getElementById("search-field") as HTMLInputElement | null;
const list = document.getElementById("search-list");
const status = document.getElementById("search-status");
const patience = 150;

let asked = 0;
let timer = 0;
let chosen = -1;

export function startSearch(): void {
  if (!field || !list) return;
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(field.value), patience);
  });
  field.addEventListener("keydown", press);
  field.addEventListener("blur", () => window.setTimeout(close, 150));
  list.addEventListener("mousedown", event => {
    const option = (event.target as HTMLElement).closest<HTMLElement>("[data-address]");
    if (!option) return;
    event.preventDefault();
    open(option);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function options(): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-address]") ?? [])];
}

async function ask(words: string): Promise<void> {
  const mine = ++asked;
  if (words.trim() === "") {
    close();
    return;
  }
  const answer = await fetch(`/search?handler=List&q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  // A slower answer to earlier words must not replace this one.
  if (!answer?.ok || mine !== asked || !list || !field) return;
  list.innerHTML = await answer.text();
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  choose(-1);
  if (status) status.textContent = (status.dataset["found"] ?? "").replace("{0}", String(options().length));
}

function press(event: KeyboardEvent): void {
  const found = options();
  if (event.key === "Escape" && list && !list.hidden) {
    event.preventDefault();
    close();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length > 0 && list && !list.hidden) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(chosen < 0 && step < 0 ? found.length - 1 : (chosen + step + found.length) % found.length);
  } else if (event.key === "Enter") {
    const option = found[chosen];
    if (!option) return;
    event.preventDefault();
    open(option);
  }
}

function choose(at: number): void {
  chosen = at;
  options().forEach((option, place) => {
    const on = place === at;
    option.setAttribute("aria-selected", String(on));
    if (on) option.scrollIntoView({ block: "nearest" });
  });
  if (at < 0) field?.removeAttribute("aria-activedescendant");
  else field?.setAttribute("aria-activedescendant", options()[at]?.id ?? "");
}

function open(option: HTMLElement): void {
  location.assign(option.dataset["address"] ?? "/search");
}

function close(): void {
  asked++;
  if (list) list.hidden = true;
  field?.setAttribute("aria-expanded", "false");
  choose(-1);
  if (status) status.textContent = "";
}
