// Writes figures into the elements that name them; an element whose words do not change is not touched.
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
  element.classList.remove("changed");
  void element.offsetWidth;
  element.classList.add("changed");
}
