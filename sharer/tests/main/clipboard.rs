//! The clipboard of a real X server, with other programs that copy and paste.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use protocol::limits::CLIPBOARD_BYTES;
use sharer::platform::clipboard::thread::ClipboardThread;
use sharer::platform::clipboard::{Clipboard as _, ClipboardContents, ClipboardError};
use sharer::platform::x11;
use sharer::supervisor::Supervisor;

use crate::copying::{Answer, Copier, Program};
use crate::rig::{PATIENCE, Xvfb, eventually, now};

/// The clipboard, and how often it said that somebody copied.
struct Scene {
    clipboard: ClipboardThread,
    notices: Arc<AtomicUsize>,
    xvfb: Xvfb,
}

fn scene() -> Scene {
    let xvfb = Xvfb::start("640x480x24");
    let (supervisor, _died) = Supervisor::new();
    let notices = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&notices);
    let copied = Box::new(move || {
        counted.fetch_add(1, SeqCst);
    });
    let clipboard = x11::clipboard::spawn(&xvfb.desktop(), copied, &supervisor).unwrap();
    Scene { clipboard, notices, xvfb }
}

impl Scene {
    /// Another program copies this. The clipboard knows of it when this returns.
    fn copy(&self, answers: &[(&str, Answer)]) -> Copier {
        let before = self.clipboard.copies();
        let copier = Copier::copy(&self.xvfb, answers);
        eventually("the copy is noticed", || self.clipboard.copies() > before);
        copier
    }

    fn read(&mut self) -> Option<ClipboardContents> {
        self.clipboard.read().unwrap()
    }

    fn write(&mut self, contents: &ClipboardContents) {
        self.clipboard.write(contents.clone()).unwrap();
    }
}

fn text(text: &str) -> ClipboardContents {
    ClipboardContents { text: Some(text.into()), ..ClipboardContents::default() }
}

/// A file that looks like a PNG file, whose bytes do not repeat soon.
fn png(size: usize) -> Vec<u8> {
    let noise = (0u32..).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8);
    b"\x89PNG\r\n\x1a\n".iter().copied().chain(noise).take(size).collect()
}

#[test]
fn a_text_is_read_as_another_program_has_copied_it_and_pasted_as_it_was_written() {
    let mut scene = scene();
    assert_eq!(scene.read(), None, "nothing was copied");
    let copier = scene.copy(&[("UTF8_STRING", Answer::text("Größe ☃"))]);
    assert_eq!(scene.read(), Some(text("Größe ☃")));
    drop(copier);
    eventually("the copy ends with its program", || {
        scene.clipboard.read().is_ok_and(|it| it.is_none())
    });
    scene.write(&text("написано"));
    let program = Program::new(&scene.xvfb);
    for target in ["UTF8_STRING", "text/plain;charset=utf-8", "text/plain"] {
        assert_eq!(program.paste(target).as_deref(), Some("написано".as_bytes()));
    }
    assert_eq!(program.paste("image/png"), None);
    assert_eq!(program.paste("STRING"), None, "it cannot be written in Latin-1");
    assert_eq!(scene.read(), Some(text("написано")), "what was written is what is copied now");
}

#[test]
fn text_html_and_a_picture_of_three_megabytes_go_both_ways() {
    let mut scene = scene();
    let all = ClipboardContents {
        text: Some("a heading".into()),
        html: Some("<h1>a heading</h1>".into()),
        png: Some(png(3_000_000)),
    };
    let answers = [
        ("UTF8_STRING", Answer::text("a heading")),
        ("text/html", Answer::text("<h1>a heading</h1>")),
        ("image/png", Answer::Bytes(png(3_000_000))),
        ("image/bmp", Answer::text("BM")),
    ];
    let copier = scene.copy(&answers);
    assert!(scene.read().is_some_and(|read| read == all), "all formats, unchanged");
    assert!(!copier.asked().contains(&"image/bmp".to_owned()), "others are not asked for");
    scene.write(&all);
    let program = Program::new(&scene.xvfb);
    // Twice, since a transfer leaves nothing behind.
    for _ in 0..2 {
        assert_eq!(program.paste("UTF8_STRING").as_deref(), Some(&b"a heading"[..]));
        assert_eq!(program.paste("text/html").as_deref(), Some(&b"<h1>a heading</h1>"[..]));
        assert!(program.paste("image/png").is_some_and(|read| Some(read) == all.png));
    }
    let targets = program.numbers("TARGETS");
    for name in ["TARGETS", "TIMESTAMP", "MULTIPLE", "UTF8_STRING", "text/html", "image/png"] {
        assert!(targets.contains(&program.atom(name)), "{name}");
    }
    assert!(!targets.contains(&program.atom("STRING")));
    eventually("the X server has said when", || program.numbers("TIMESTAMP") != [0]);
    let many = program.paste_many(&["UTF8_STRING", "image/bmp", "text/html", "MULTIPLE"]);
    let many: Vec<Option<&[u8]>> = many.iter().map(Option::as_deref).collect();
    assert_eq!(many, [Some(&b"a heading"[..]), None, Some(b"<h1>a heading</h1>"), None]);
}

#[test]
fn what_a_program_has_marked_as_secret_is_not_asked_for() {
    let mut scene = scene();
    for mark in [
        "x-kde-passwordManagerHint",
        "text/x-kde-passwordManagerHint",
        "org.nspasteboard.ConcealedType",
        "application/x-nspasteboard-concealed-type",
        "Clipboard Viewer Ignore",
        "application/x-qt-windows-mime;value=\"Clipboard Viewer Ignore\"",
        "ExcludeClipboardContentFromMonitorProcessing",
    ] {
        let secret = [("UTF8_STRING", Answer::text("hunter2")), (mark, Answer::text("secret"))];
        let copier = scene.copy(&secret);
        assert!(matches!(scene.clipboard.read(), Err(ClipboardError::Secret)), "{mark}");
        assert_eq!(copier.asked(), ["TARGETS"]);
    }
}

#[test]
fn what_a_clipboard_manager_has_put_back_is_not_asked_for() {
    let mut scene = scene();
    let mark = ("application/x-kde-onlyReplaceEmpty", Answer::text("1"));
    let copier = scene.copy(&[("UTF8_STRING", Answer::text("from before")), mark]);
    assert_eq!(scene.read(), None);
    assert_eq!(copier.asked(), ["TARGETS"]);
}

#[test]
fn a_program_that_is_silent_is_not_waited_for() {
    let mut scene = scene();
    for answers in [
        vec![("TARGETS", Answer::Silence)],
        vec![("UTF8_STRING", Answer::Silence)],
        vec![("UTF8_STRING", Answer::Announced)],
    ] {
        let _copier = scene.copy(&answers);
        let asked = now();
        let read = scene.clipboard.read();
        assert!(matches!(read, Err(ClipboardError::Silent)), "{answers:?}: {read:?}");
        assert!(asked.elapsed() < PATIENCE / 2);
    }
    // What came before it was silent is there.
    let _copier =
        scene.copy(&[("UTF8_STRING", Answer::text("a text")), ("image/png", Answer::Silence)]);
    assert_eq!(scene.read(), Some(text("a text")));
}

#[test]
fn what_is_too_large_or_of_another_type_is_left_out() {
    let mut scene = scene();
    for large in [Answer::Endless, Answer::Huge(CLIPBOARD_BYTES + 1)] {
        let copier = scene.copy(&[("text/html", large.clone())]);
        assert!(matches!(scene.clipboard.read(), Err(ClipboardError::TooLarge)), "{large:?}");
        drop(copier);
        let _copier = scene.copy(&[("UTF8_STRING", Answer::text("a text")), ("text/html", large)]);
        assert_eq!(scene.read(), Some(text("a text")));
    }
    // Together with the text there is no room for the picture, though there is for it alone.
    let most = png(CLIPBOARD_BYTES);
    let copier = scene.copy(&[("image/png", Answer::Bytes(most.clone()))]);
    assert!(scene.read().is_some_and(|read| read.png.as_ref() == Some(&most)));
    drop(copier);
    let copier =
        scene.copy(&[("UTF8_STRING", Answer::text("a text")), ("image/png", Answer::Bytes(most))]);
    assert_eq!(scene.read(), Some(text("a text")));
    drop(copier);
    let _copier = scene.copy(&[
        ("UTF8_STRING", Answer::Numbers),
        ("text/html", Answer::Typed("STRING", b"<p>".to_vec())),
        ("image/png", Answer::text("GIF89a")),
    ]);
    let html = Some("<p>".into());
    assert_eq!(scene.read(), Some(ClipboardContents { html, ..ClipboardContents::default() }));
    let _copier = scene.copy(&[("TARGETS", Answer::Numbers)]);
    assert_eq!(scene.read(), None, "numbers that are no targets");
    let contents = ClipboardContents { png: Some(png(CLIPBOARD_BYTES)), ..text("a") };
    let written = scene.clipboard.write(contents);
    assert!(matches!(written, Err(ClipboardError::TooLarge)));
}

#[test]
fn a_text_in_latin_1_is_read() {
    let mut scene = scene();
    let _copier = scene.copy(&[("STRING", Answer::Bytes(b"Gr\xf6\xdfe".to_vec()))]);
    assert_eq!(scene.read(), Some(text("Größe")));
}

/// What was copied before a grant must not count as copied after it because its event comes late.
#[test]
fn a_copy_counts_as_soon_as_the_x_server_knows_of_it() {
    let scene = scene();
    for copies in 1..=50 {
        let _copier = Copier::copy(&scene.xvfb, &[("UTF8_STRING", Answer::text("theirs"))]);
        assert_eq!(scene.clipboard.copies(), copies);
    }
}

#[test]
fn only_what_other_programs_copy_is_noticed() {
    let mut scene = scene();
    scene.write(&text("ours"));
    scene.write(&text("ours again"));
    assert_eq!((scene.clipboard.copies(), scene.notices.load(SeqCst)), (0, 0));
    let first = scene.copy(&[("UTF8_STRING", Answer::text("theirs"))]);
    assert_eq!(scene.read(), Some(text("theirs")), "what was written before is not");
    eventually("it was noticed", || scene.notices.load(SeqCst) == 1);
    scene.write(&text("ours once more"));
    drop(first);
    let _second = scene.copy(&[("UTF8_STRING", Answer::text("theirs again"))]);
    eventually("it was noticed", || scene.notices.load(SeqCst) == 2);
    assert_eq!(scene.clipboard.copies(), 2, "the end of a copy is none");
    assert_eq!(scene.read(), Some(text("theirs again")));
}

/// Else a password that is copied while the text before it is read would be sent with it.
#[test]
fn what_is_copied_while_the_clipboard_is_read_ends_the_reading() {
    let scene = scene();
    let Scene { mut clipboard, xvfb, .. } = scene;
    let first = Copier::copy(&xvfb, &[("UTF8_STRING", Answer::Silence)]);
    let reading = std::thread::spawn(move || clipboard.read());
    eventually("the text is asked for", || first.asked().contains(&"UTF8_STRING".to_owned()));
    let second = Copier::copy(&xvfb, &[("UTF8_STRING", Answer::text("hunter2"))]);
    assert!(matches!(reading.join().unwrap(), Err(ClipboardError::Changed)));
    assert!(second.asked().is_empty());
}

#[test]
fn programs_that_take_nothing_keep_the_others_from_pasting_for_a_moment_only() {
    let mut scene = scene();
    let large = ClipboardContents { png: Some(png(1_000_000)), ..text("small") };
    scene.write(&large);
    let stuck: Vec<Program> = (0..20).map(|_| Program::new(&scene.xvfb)).collect();
    let served = stuck.iter().filter(|program| program.ask("image/png")).count();
    assert_eq!(served, 8);
    let program = Program::new(&scene.xvfb);
    assert_eq!(program.paste("UTF8_STRING").as_deref(), Some(&b"small"[..]), "this is no transfer");
    eventually("the others are not waited for", || program.ask("image/png"));
    // A program that is gone is not waited for at all.
    drop(stuck);
    let begun = now();
    for _ in 0..50 {
        let gone = Program::new(&scene.xvfb);
        eventually("there is room", || gone.ask("image/png"));
    }
    assert!(begun.elapsed() < PATIENCE / 2);
    assert!(
        Program::new(&scene.xvfb).paste("image/png").is_some_and(|read| Some(read) == large.png)
    );
}

#[test]
fn what_was_written_is_given_up_at_the_end() {
    let mut scene = scene();
    scene.write(&text("ours"));
    let program = Program::new(&scene.xvfb);
    assert_ne!(program.owner(), x11rb::NONE);
    drop(scene.clipboard);
    eventually("nobody owns the clipboard", || program.owner() == x11rb::NONE);
}
