//! Pictures of views, without a display.

use std::error::Error;
use std::path::Path;

use kit::element::{
    Align, Build, Element, Gap, Pixels, Tone, button, check, column, dialog, field, image, list,
    log, panel, progress, row, space, status, text,
};
use kit::headless::Headless;
use kit::input::{KeyName, KeyPress};
use kit::theme::{Contrast, Direction, Look, Scheme};
use kit::view::View;

use crate::Action;
use crate::words::{ARABIC, ENGLISH, Words};

fn picture() -> Pixels {
    let dark = |x: u32, y: u32| {
        let finder = |x: u32, y: u32| {
            let ring = x.max(y);
            let inner = (2..=4).contains(&x) && (2..=4).contains(&y);
            ring <= 6 && (x == 0 || y == 0 || x == 6 || y == 6 || inner)
        };
        let (x, y) = (x.wrapping_sub(2), y.wrapping_sub(2));
        if x > 24 || y > 24 {
            return false;
        }
        let is_corner = [(x, y), (24_u32.saturating_sub(x), y), (x, 24_u32.saturating_sub(y))];
        if is_corner.iter().any(|(x, y)| *x < 8 && *y < 8) {
            return finder(x, y) || x > 17 && finder(x - 18, y) || y > 17 && finder(x, y - 18);
        }
        (x * 7 + y * 13 + x * y) % 5 < 2
    };
    Pixels::from_modules(29, dark).expect("29 is within the bound")
}

fn invitation(words: &Words) -> Element<Action> {
    let code = column()
        .with(text(words.code).code())
        .with(text(words.intro))
        .with(
            row()
                .with(button("copy", words.copy).primary().on(Action::Press))
                .with(button("cancel", words.cancel).on(Action::Press)),
        )
        .grow();
    let card =
        row().with(image("QR code", picture()).width(168.0).sharp()).with(code).gap(Gap::Large);
    let name = field("name", words.name)
        .value(words.name_value)
        .description(words.name_hint)
        .on_change(Action::Name)
        .max_width(420.0);
    let waiting = list(words.people)
        .with(
            row()
                .with(text(words.person).grow())
                .with(button("admit", words.admit).primary().guarded().on(Action::Press))
                .with(button("refuse", words.refuse).quiet().on(Action::Press)),
        )
        .with(row().with(text("Bob").grow()).with(button("admit-bob", words.refuse)));
    column()
        .with(text(words.title).title())
        .with(panel(card))
        .with(name)
        .with(
            check("remember", words.remember, true)
                .description(words.remember_hint)
                .on(Action::Check),
        )
        .with(text(words.people).heading())
        .with(waiting)
        .into()
}

fn session(words: &Words) -> Element<Action> {
    column()
        .with(
            row()
                .with(status(words.status).tone(Tone::Success).grow())
                .with(button("stop", words.stop).danger().on(Action::Close)),
        )
        .with(progress(words.status, Some(0.4)))
        .with(log("log", words.people).with_all(words.log.map(text)).grow())
        .with(status(words.refuse).tone(Tone::Warning))
        .with(status(words.explain).tone(Tone::Danger))
        .with(
            field("link", words.copy).value("https://example.org/#7-apple-river-stone").read_only(),
        )
        .into()
}

fn bar(words: &Words) -> Element<Action> {
    row()
        .with(text(words.status).strong().grow())
        .with(button("stop", words.stop).danger().on(Action::Close))
        .into()
}

fn question(words: &Words) -> Element<Action> {
    let asked = dialog("question", words.question)
        .with(text(words.explain))
        .with(space(4.0))
        .with(
            row()
                .with(button("refuse-it", words.refuse).primary().on(Action::Press))
                .with(button("allow", words.admit).guarded().on(Action::Press))
                .align(Align::End),
        )
        .tone(Tone::Warning)
        .on_escape(Action::Press);
    column().with(invitation(words)).with(asked).into()
}

/// A picture: its file, size, scale, and what it shows.
struct Shot {
    file: &'static str,
    size: (u32, u32),
    scale: f32,
    look: Look,
    element: Element<Action>,
}

fn shots() -> Vec<Shot> {
    let light = Look { scheme: Scheme::Light, ..Look::default() };
    let dark = Look { scheme: Scheme::Dark, ..Look::default() };
    let high = Look { contrast: Contrast::High, ..light };
    let high_dark = Look { contrast: Contrast::High, ..dark };
    let arabic = Look { direction: Direction::RightToLeft, ..light };
    let shot = |file, size, scale, look, element| Shot { file, size, scale, look, element };
    vec![
        shot("light", (760, 780), 1.0, light, invitation(&ENGLISH)),
        shot("dark", (760, 780), 1.0, dark, invitation(&ENGLISH)),
        shot("arabic", (760, 780), 1.0, arabic, invitation(&ARABIC)),
        shot("double", (1520, 1560), 2.0, light, invitation(&ENGLISH)),
        shot("netbook", (1024, 600), 1.0, light, invitation(&ENGLISH)),
        shot("narrow", (360, 640), 1.0, light, invitation(&ENGLISH)),
        shot("large-text", (760, 900), 1.0, Look { text_factor: 1.6, ..light }, session(&ENGLISH)),
        shot("session", (560, 720), 1.0, light, session(&ENGLISH)),
        shot("session-dark", (560, 720), 1.0, dark, session(&ENGLISH)),
        shot("session-high", (560, 720), 1.0, high, session(&ENGLISH)),
        shot("session-high-dark", (560, 720), 1.0, high_dark, session(&ENGLISH)),
        shot("bar", (460, 72), 1.0, light, bar(&ENGLISH)),
        shot("question", (760, 780), 1.0, light, question(&ENGLISH)),
        shot("question-dark", (760, 780), 1.0, dark, question(&ENGLISH)),
        shot("question-arabic", (480, 720), 1.0, arabic, question(&ARABIC)),
    ]
}

/// Writes a PNG file for each picture.
pub(crate) fn write_pictures(folder: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    for shot in shots() {
        let mut headless = Headless::new(shot.size.0, shot.size.1, shot.scale);
        headless.show(View::new("gallery", "Gallery", shot.element).look(shot.look));
        headless.key(KeyPress::new(KeyName::Tab));
        let png = headless.snapshot().png()?;
        std::fs::write(folder.join(shot.file).with_extension("png"), png)?;
    }
    Ok(())
}
