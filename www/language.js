  // The language of a page: what the Helper has chosen on the first page, or the first that the browser asks for and the
  // page has. The build puts this into `boot.js` and `doctor.js`. Each of the languages begins with its tag.
  const LANGUAGE_KEY = "alongside.language";
  const languageOfPage = (languages) => {
    const languageOf = (asked) => {
      const [language, ...parts] = String(asked).toLowerCase().split("-");
      // Chinese in traditional characters is another language for who reads it.
      const isTraditional = ["hant", "tw", "hk", "mo"].some((part) => parts.includes(part));
      if (language === "zh" && isTraditional && !parts.includes("hans")) return undefined;
      return languages.find(([tag]) => tag === language);
    };
    let chosen = null;
    try {
      chosen = localStorage.getItem(LANGUAGE_KEY);
    } catch {
      // It is not kept.
    }
    const asked = [chosen, ...(navigator.languages ?? [])];
    return asked.map(languageOf).find((found) => found) ?? ["en"];
  };
