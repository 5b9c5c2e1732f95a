//! Which form of a sentence goes with a number: the cardinal rules of CLDR for whole numbers.

/// A plural category of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// None.
    Zero,
    /// One, or numbers that end like it.
    One,
    /// Two.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// Any other number.
    Other,
}

impl Category {
    /// All of them.
    pub const ALL: &[Category] =
        &[Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// As Fluent writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// How a language forms its plurals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluralRule {
    /// One form for all numbers: Japanese, Chinese.
    Same,
    /// One, and the others: English, German.
    One,
    /// The same, and whole millions: Spanish.
    OneAndMillions,
    /// None and one go together; whole millions: French, Portuguese.
    ZeroAndOne,
    /// One; those that end in 2, 3 and 4, but not in 12, 13 and 14; the others.
    Polish,
    /// None; one; two; those that end in 03 to 10; those that end in 11 to 99; the others.
    Arabic,
}

impl PluralRule {
    /// All of them.
    pub const ALL: &[PluralRule] = &[
        Self::Same,
        Self::One,
        Self::OneAndMillions,
        Self::ZeroAndOne,
        Self::Polish,
        Self::Arabic,
    ];

    /// The category of a number.
    pub const fn category(self, n: u64) -> Category {
        let is_millions = n != 0 && n.is_multiple_of(1_000_000);
        match (self, n) {
            (Self::One | Self::OneAndMillions | Self::Polish | Self::Arabic, 1)
            | (Self::ZeroAndOne, 0 | 1) => Category::One,
            (Self::OneAndMillions | Self::ZeroAndOne, _) if is_millions => Category::Many,
            (Self::Same | Self::One | Self::OneAndMillions | Self::ZeroAndOne, _) => {
                Category::Other
            }
            (Self::Polish, _) => match (n % 10, n % 100) {
                (2..=4, 0..=11 | 15..) => Category::Few,
                _ => Category::Many,
            },
            (Self::Arabic, 0) => Category::Zero,
            (Self::Arabic, 2) => Category::Two,
            (Self::Arabic, _) => match n % 100 {
                3..=10 => Category::Few,
                11.. => Category::Many,
                _ => Category::Other,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Category::{Few, Many, One, Other, Two, Zero};

    /// A rule, and numbers in each of its categories.
    type Samples = (PluralRule, &'static [(Category, &'static [u64])]);

    #[test]
    fn each_language_counts_as_cldr_says() {
        // The samples of CLDR's plurals.xml.
        let samples: [Samples; 6] = [
            (PluralRule::Same, &[(Other, &[0, 1, 2, 15, 100, 1_000_000])]),
            (PluralRule::One, &[(One, &[1]), (Other, &[0, 2, 16, 101, 1_000_000])]),
            (
                PluralRule::OneAndMillions,
                &[(One, &[1]), (Other, &[0, 2, 16, 1_000_001]), (Many, &[1_000_000, 3_000_000])],
            ),
            (
                PluralRule::ZeroAndOne,
                &[(One, &[0, 1]), (Other, &[2, 17, 999]), (Many, &[2_000_000])],
            ),
            (
                PluralRule::Polish,
                &[
                    (One, &[1]),
                    (Few, &[2, 3, 4, 22, 24, 32, 102, 1002]),
                    (Many, &[0, 5, 11, 12, 13, 14, 19, 21, 100, 112, 1000, 1_000_000]),
                ],
            ),
            (
                PluralRule::Arabic,
                &[
                    (Zero, &[0]),
                    (One, &[1]),
                    (Two, &[2]),
                    (Few, &[3, 10, 103, 110, 1003]),
                    (Many, &[11, 26, 99, 111, 1011]),
                    (Other, &[100, 101, 102, 200, 202, 1000, 1_000_000]),
                ],
            ),
        ];
        for (rule, categories) in samples {
            for (category, numbers) in categories {
                for n in *numbers {
                    assert_eq!(rule.category(*n), *category, "{rule:?} {n}");
                }
            }
        }
    }
}
