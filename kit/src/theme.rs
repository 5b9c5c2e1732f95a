//! Colours, sizes and spacing.

use parley::{Alignment, BaseDirection};

use crate::element::{ButtonKind, Gap, Text, TextSize, Tone};
use crate::text::TextStyle;

/// In which direction lines begin and rows flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// From left to right, as in Latin.
    #[default]
    LeftToRight,
    /// From right to left, as in Arabic and Hebrew.
    RightToLeft,
}

/// Which set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scheme {
    /// What the system prefers; light where it does not say.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How much what is seen stands out from its ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Contrast {
    /// What the system prefers, where the kit can ask it: on Windows and macOS. Normal elsewhere.
    #[default]
    System,
    /// As much as can be, with lines where colours alone would tell something.
    High,
}

/// What a system prefers, as far as it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Preferred {
    /// Light on dark, or not.
    pub is_dark: Option<bool>,
    /// High contrast.
    pub is_high: bool,
}

/// What the user chose about how windows look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Which colours.
    pub scheme: Scheme,
    /// How much they stand out.
    pub contrast: Contrast,
    /// Times the normal size of text, from 0.5 to 4.0; what is outside is clamped.
    pub text_factor: f32,
    /// Where lines begin.
    pub direction: Direction,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            scheme: Scheme::System,
            contrast: Contrast::System,
            text_factor: 1.0,
            direction: Direction::LeftToRight,
        }
    }
}

impl Look {
    /// The same with what the system prefers, where the user chose nothing else.
    #[must_use]
    pub fn with_preferred(self, preferred: Preferred) -> Self {
        let scheme = match (self.scheme, preferred.is_dark) {
            (Scheme::System, Some(true)) => Scheme::Dark,
            (Scheme::System, Some(false)) => Scheme::Light,
            (chosen @ (Scheme::System | Scheme::Light | Scheme::Dark), _) => chosen,
        };
        let contrast = if preferred.is_high { Contrast::High } else { self.contrast };
        Self { scheme, contrast, ..self }
    }

    /// The colours; `is_dark` where neither the user nor the system decided.
    pub(crate) fn palette(self, is_dark: bool) -> &'static Palette {
        let is_dark = match self.scheme {
            Scheme::System => is_dark,
            Scheme::Light => false,
            Scheme::Dark => true,
        };
        match (self.contrast, is_dark) {
            (Contrast::System, false) => &LIGHT,
            (Contrast::System, true) => &DARK,
            (Contrast::High, false) => &HIGH_LIGHT,
            (Contrast::High, true) => &HIGH_DARK,
        }
    }
}

/// An opaque colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, of 255.
    pub red: u8,
    /// Green, of 255.
    pub green: u8,
    /// Blue, of 255.
    pub blue: u8,
}

impl Color {
    /// A colour from 0xRRGGBB.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self { red, green, blue }
    }

    /// The relative luminance (WCAG 2), from 0.0 to 1.0.
    #[must_use]
    pub fn luminance(self) -> f32 {
        let linear = |part: u8| {
            let part = f32::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast to another colour (WCAG 2), from 1.0 to 21.0.
    #[must_use]
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// The colours of one surface: a background and what lies on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Surface {
    /// The background.
    pub fill: Color,
    /// The border; at least 3:1 to what surrounds it where it marks a control, 4.5:1 in high contrast.
    pub border: Color,
    /// Text; at least 4.5:1 to the fill, 7:1 in high contrast.
    pub text: Color,
}

/// All colours of a scheme.
// fields: one for each role of a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The window: its border is for lines that only separate.
    pub window: Surface,
    /// A panel or dialog.
    pub panel: Surface,
    /// A field, a check box.
    pub entry: Surface,
    /// A normal button.
    pub button: Surface,
    /// A primary button, a checked box, the done part of a progress.
    pub primary: Surface,
    /// A button that ends or harms something.
    pub danger: Surface,
    /// A control that cannot be used. Its text has 4.5:1 too: what is refused must be readable.
    pub disabled: Surface,
    /// Selected text.
    pub selection: Surface,
    /// Text that is less important.
    pub quiet: Color,
    /// Text on panels of a tone, and the panels: accent, success, warning, danger.
    pub tones: [Surface; 4],
    /// The ring around what has the focus; at least 3:1 to window and panel, 4.5:1 in high contrast.
    pub focus: Color,
    /// Lines are thicker, and tell what colours tell elsewhere: a control without a border has one, one that cannot be used
    /// has a broken one, what is selected and how far something is are outlined.
    pub is_outlined: bool,
}

const fn surface(fill: u32, border: u32, text: u32) -> Surface {
    Surface { fill: Color::hex(fill), border: Color::hex(border), text: Color::hex(text) }
}

/// Dark on light.
pub const LIGHT: Palette = Palette {
    window: surface(0xF4F6F8, 0xD3D9E0, 0x18202A),
    panel: surface(0xFFFFFF, 0xD3D9E0, 0x18202A),
    entry: surface(0xFFFFFF, 0x717D8C, 0x18202A),
    button: surface(0xFFFFFF, 0x717D8C, 0x18202A),
    primary: surface(0x0F62A8, 0x0F62A8, 0xFFFFFF),
    danger: surface(0xB3261E, 0xB3261E, 0xFFFFFF),
    disabled: surface(0xE9ECF0, 0x8A94A1, 0x5A6470),
    selection: surface(0xBFDCF5, 0xBFDCF5, 0x18202A),
    quiet: Color::hex(0x525D6B),
    tones: [
        surface(0xE7F1FA, 0x0F62A8, 0x0B4F8A),
        surface(0xE6F4EA, 0x1E7A3C, 0x176230),
        surface(0xFFF4DC, 0x9A6700, 0x7A4F00),
        surface(0xFCEBEA, 0xB3261E, 0x9C1F18),
    ],
    focus: Color::hex(0x0B57D0),
    is_outlined: false,
};

/// Light on dark.
pub const DARK: Palette = Palette {
    window: surface(0x12161B, 0x343C46, 0xEEF1F5),
    panel: surface(0x1C2229, 0x343C46, 0xEEF1F5),
    entry: surface(0x12161B, 0x8793A1, 0xEEF1F5),
    button: surface(0x2A323B, 0x8793A1, 0xEEF1F5),
    primary: surface(0x8CC4F7, 0x8CC4F7, 0x06243F),
    danger: surface(0xF6A6A0, 0xF6A6A0, 0x420A07),
    disabled: surface(0x232A32, 0x747F8C, 0x9FAAB7),
    selection: surface(0x244F78, 0x244F78, 0xFFFFFF),
    quiet: Color::hex(0xAEB8C4),
    tones: [
        surface(0x162B3F, 0x6FB1EA, 0xA9D3F8),
        surface(0x152E1F, 0x62BE82, 0x9CDDB2),
        surface(0x352A10, 0xD8A53A, 0xF1CD82),
        surface(0x3B1B1A, 0xEE8A83, 0xF8BBB6),
    ],
    focus: Color::hex(0x9DCBFF),
    is_outlined: false,
};

/// Black on white, in high contrast.
pub const HIGH_LIGHT: Palette = Palette {
    window: surface(0xFFFFFF, 0x000000, 0x000000),
    panel: surface(0xFFFFFF, 0x000000, 0x000000),
    entry: surface(0xFFFFFF, 0x000000, 0x000000),
    button: surface(0xFFFFFF, 0x000000, 0x000000),
    primary: surface(0x00306B, 0x00306B, 0xFFFFFF),
    danger: surface(0x7A0000, 0x7A0000, 0xFFFFFF),
    disabled: surface(0xFFFFFF, 0x505050, 0x505050),
    selection: surface(0xFFF36B, 0x000000, 0x000000),
    quiet: Color::hex(0x303030),
    tones: [
        surface(0xFFFFFF, 0x0F62A8, 0x00306B),
        surface(0xFFFFFF, 0x1E7A3C, 0x0B4A1E),
        surface(0xFFFFFF, 0x7A4F00, 0x5A3A00),
        surface(0xFFFFFF, 0xB3261E, 0x7A0000),
    ],
    focus: Color::hex(0x0000D0),
    is_outlined: true,
};

/// White on black, in high contrast.
pub const HIGH_DARK: Palette = Palette {
    window: surface(0x000000, 0xFFFFFF, 0xFFFFFF),
    panel: surface(0x000000, 0xFFFFFF, 0xFFFFFF),
    entry: surface(0x000000, 0xFFFFFF, 0xFFFFFF),
    button: surface(0x000000, 0xFFFFFF, 0xFFFFFF),
    primary: surface(0x8CC4F7, 0x8CC4F7, 0x000000),
    danger: surface(0xF6A6A0, 0xF6A6A0, 0x000000),
    disabled: surface(0x000000, 0xB8B8B8, 0xB8B8B8),
    selection: surface(0x00307A, 0xFFFFFF, 0xFFFFFF),
    quiet: Color::hex(0xD8D8D8),
    tones: [
        surface(0x000000, 0x6FB1EA, 0xC4E2FF),
        surface(0x000000, 0x62BE82, 0xB8EFC9),
        surface(0x000000, 0xD8A53A, 0xF6DC9E),
        surface(0x000000, 0xEE8A83, 0xFFCDC8),
    ],
    focus: Color::hex(0xFFFF00),
    is_outlined: true,
};

impl Palette {
    /// The surface of a tone: of a panel, and of text outside of one.
    #[must_use]
    pub fn tone(&self, tone: Tone) -> Surface {
        let [accent, success, warning, danger] = self.tones;
        match tone {
            Tone::Normal => self.panel,
            Tone::Quiet => Surface { text: self.quiet, ..self.panel },
            Tone::Accent => accent,
            Tone::Success => success,
            Tone::Warning => warning,
            Tone::Danger => danger,
        }
    }

    /// The surface of a button.
    #[must_use]
    pub fn button(&self, kind: ButtonKind, active: bool) -> Surface {
        match kind {
            _ if !active => self.disabled,
            ButtonKind::Normal => self.button,
            ButtonKind::Primary => self.primary,
            ButtonKind::Danger => self.danger,
            ButtonKind::Quiet => {
                let border = if self.is_outlined { self.button.border } else { self.window.border };
                Surface { text: self.tones[0].text, border, ..self.window }
            }
        }
    }
}

/// Lengths, in physical pixels.
// fields: one for each distance of the design.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// Physical pixels of a logical one, from 0.5 to 4.0.
    pub scale: f32,
    /// Physical pixels of a logical one, for text.
    pub text: f32,
    /// Where lines begin.
    pub direction: Direction,
}

impl Metrics {
    /// The lengths at a scale factor of the display. Of both factors, what is outside of 0.5 to 4.0 is clamped.
    #[must_use]
    pub fn new(scale: f32, look: Look) -> Self {
        let clamp = |factor: f32| if factor.is_nan() { 1.0 } else { factor.clamp(0.5, 4.0) };
        let scale = clamp(scale);
        Self { scale, text: scale * clamp(look.text_factor), direction: look.direction }
    }

    /// A length of logical pixels, in whole physical ones; infinite stays infinite.
    #[must_use]
    pub fn px(&self, logical: f32) -> f32 {
        (logical * self.scale).round()
    }

    /// The side of a check box, which grows with the text beside it.
    #[must_use]
    pub fn check_side(&self) -> f32 {
        (26.0 * self.text.max(self.scale)).round()
    }

    /// The room between the elements of a row or column.
    #[must_use]
    pub fn gap(&self, gap: Gap) -> f32 {
        self.px(match gap {
            Gap::None => 0.0,
            Gap::Small => 6.0,
            Gap::Normal => 16.0,
            Gap::Large => 28.0,
        })
    }

    /// How a text of this size is set.
    #[must_use]
    pub fn text_style(&self, size: TextSize, strong: bool, monospace: bool) -> TextStyle {
        let logical = match size {
            TextSize::Small => 15.0,
            TextSize::Body => 18.0,
            TextSize::Large => 21.0,
            TextSize::Title => 28.0,
            TextSize::Code => 34.0,
        };
        let px = logical * self.text;
        TextStyle { px, strong, monospace, alignment: Alignment::Left, base: BaseDirection::Auto }
            .aligned(self.direction, false)
    }

    /// How a text is set.
    #[must_use]
    pub fn style_of(&self, text: &Text) -> TextStyle {
        self.text_style(text.size, text.strong, text.monospace)
            .aligned(self.direction, text.centered)
            .own_direction(text.own_direction)
    }

    /// How the words on a button are set.
    #[must_use]
    pub fn button_style(&self) -> TextStyle {
        self.text_style(TextSize::Body, true, false).aligned(self.direction, true)
    }
}
