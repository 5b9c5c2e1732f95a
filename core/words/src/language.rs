//! The languages, and which of them fits.

use crate::plural::PluralRule;

/// In which direction a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As English.
    LeftToRight,
    /// As Arabic.
    RightToLeft,
}

impl Direction {
    /// The value of the attribute `dir` of HTML.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

macro_rules! languages {
    ($($name:ident $tag:literal $own_name:literal $direction:ident $rule:ident)*) => {
        /// A language that Alongside speaks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Language {$(
            #[doc = $own_name]
            $name,
        )*}

        impl Language {
            /// All of them, in the order in which menus show them.
            pub const ALL: &[Language] = &[$(Language::$name),*];

            /// Its tag (BCP 47), which is the name of its folder.
            pub const fn tag(self) -> &'static str {
                match self { $(Self::$name => $tag),* }
            }

            /// What it is called by those who speak it.
            pub const fn own_name(self) -> &'static str {
                match self { $(Self::$name => $own_name),* }
            }

            /// How it is written.
            pub const fn direction(self) -> Direction {
                match self { $(Self::$name => Direction::$direction),* }
            }

            /// Its plurals.
            pub const fn plural_rule(self) -> PluralRule {
                match self { $(Self::$name => PluralRule::$rule),* }
            }
        }
    };
}

// A new language is one line here and one folder of catalogues.
languages! {
    English "en" "English" LeftToRight One
    German "de" "Deutsch" LeftToRight One
    French "fr" "Français" LeftToRight ZeroAndOne
    Spanish "es" "Español" LeftToRight OneAndMillions
    Portuguese "pt" "Português" LeftToRight ZeroAndOne
    Polish "pl" "Polski" LeftToRight Polish
    Arabic "ar" "العربية" RightToLeft Arabic
    Japanese "ja" "日本語" LeftToRight Same
    Chinese "zh" "简体中文" LeftToRight Same
}

impl Language {
    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.tag() == tag)
    }

    /// The best of the languages that somebody reads, in their order: the first whose tag, or the language of it, is
    /// one of ours. English if there is none. Reads tags of browsers (`pt-BR`) and of desktops (`pt_BR.UTF-8`).
    pub fn best<'a>(asked: impl IntoIterator<Item = &'a str>) -> Self {
        asked.into_iter().find_map(Self::of).unwrap_or(Self::English)
    }

    /// The language of a tag with a region, a script or an encoding.
    fn of(tag: &str) -> Option<Self> {
        // Chinese in traditional characters is read by few who are asked to read simplified ones, so it falls back
        // as a language that is missing does.
        let mut parts = tag.split(['-', '_', '.', '@']);
        let first = parts.next()?;
        let is_traditional = |part: &str| {
            ["hant", "tw", "hk", "mo"].iter().any(|known| part.eq_ignore_ascii_case(known))
        };
        let language = Self::ALL
            .iter()
            .find(|language| language.tag().eq_ignore_ascii_case(first))
            .copied()?;
        let is_simplified = tag.to_ascii_lowercase().contains("hans");
        (language != Self::Chinese || is_simplified || !parts.any(is_traditional))
            .then_some(language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_we_have_is_taken() {
        for (asked, expected) in [
            (&["de"][..], Language::German),
            (&["de-AT"], Language::German),
            (&["DE-at"], Language::German),
            (&["pt_BR.UTF-8"], Language::Portuguese),
            (&["pt-PT", "en"], Language::Portuguese),
            (&["zh-CN"], Language::Chinese),
            (&["zh-Hans-HK"], Language::Chinese),
            (&["zh-Hant", "ja"], Language::Japanese),
            (&["zh_TW"], Language::English),
            (&["nl-NL", "fr-BE", "de"], Language::French),
            (&["ar-EG"], Language::Arabic),
            (&["en-GB", "de"], Language::English),
            (&["den"], Language::English),
            (&["C.UTF-8"], Language::English),
            (&["", "-", "é"], Language::English),
            (&[], Language::English),
        ] {
            assert_eq!(Language::best(asked.iter().copied()), expected, "{asked:?}");
        }
    }

    #[test]
    fn a_language_is_found_by_its_tag() {
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(*language));
        }
        assert_eq!(Language::from_tag("xx"), None);
    }
}
