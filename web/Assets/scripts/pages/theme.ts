// Runs before the first paint: a visitor whose theme follows the machine gets it without a flash, and the style
// sheet learns that scripts run (what only a script can draw or press is hidden otherwise).
{
  const root = document.documentElement;
  root.dataset["scripts"] = "";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => {
    if (root.dataset["theme"] === "auto") root.dataset["bsTheme"] = dark.matches ? "dark" : "light";
  };
  follow();
  dark.addEventListener("change", follow);
}
