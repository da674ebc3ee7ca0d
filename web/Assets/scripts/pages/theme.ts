// Runs before the first paint: a visitor whose theme follows the machine gets it without a flash.
{
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => {
    if (root.dataset["theme"] === "auto") root.dataset["bsTheme"] = dark.matches ? "dark" : "light";
  };
  follow();
  dark.addEventListener("change", follow);
}
