// Writes figures into the elements that name them; an element whose words do not change is not touched, and one that
// changes says so once (but not where data-quiet stands: clocks change all the time).
export type Figures = Record<string, string>;

export function bind(root: ParentNode, figures: Figures): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-figure]")) {
    const words = figures[element.dataset["figure"] ?? ""];
    if (words !== undefined) write(element, words);
  }
}

export function write(element: HTMLElement, words: string): void {
  if (element.textContent === words) return;
  element.textContent = words;
  if (element.closest("[data-quiet]")) return;
  element.classList.remove("changed");
  void element.offsetWidth;
  element.classList.add("changed");
}
