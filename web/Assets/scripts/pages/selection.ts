// A list of which lines are chosen: one box in the head chooses the whole page.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-selection]")) {
  const all = form.querySelector<HTMLInputElement>("[data-select-all]");
  const boxes = [...form.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]")];
  if (!all) continue;
  const tell = (): void => {
    const chosen = boxes.filter(box => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  form.addEventListener("change", event => {
    if (event.target !== all) tell();
  });
  tell();
}
