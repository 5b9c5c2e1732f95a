//! The files of a session: the button that sends some, and the list of those that are sent. Rows stay in place when they
//! change, so that focus and screen readers stay where they are.

use super::text::words;
use protocol::limits::{FILE_BATCHES, FOLDER_FILES};
use protocol::right::Right;
use viewer::state::{FileAct, FileState, FileView, View};
use viewer::words::Say;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event as DomEvent, FileList, HtmlElement, HtmlInputElement};

use super::dom::{document, element, set};
use super::file_store::ChosenFile;
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Command, Emit, Event};

/// The attributes of a button that name its row, and what it does.
const ROW: &str = "data-file";
const ACT: &str = "data-act";

/// Files that are looked at when some are chosen or dropped: in no case more are sent.
pub(super) const CHOSEN_FILES: usize = FILE_BATCHES * FOLDER_FILES;

/// The buttons of a row.
const ACTS: [(&str, Say, FileAct); 3] = [
    ("get", Say::FilesGet, FileAct::Get),
    ("pause", Say::FilesPause, FileAct::TogglePause),
    ("cancel", Say::FilesCancel, FileAct::Cancel),
];

/// The button, and the list.
pub(crate) struct Files {
    buttons: [HtmlElement; 2],
    panel: HtmlElement,
    list: HtmlElement,
    /// What is shown.
    rows: Vec<FileView>,
    _listeners: Vec<Listener>,
}

impl Files {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let [button, folder_button] = [element("send-file")?, element("send-folder")?];
        let (panel, list): (HtmlElement, HtmlElement) = (element("files")?, element("files-list")?);
        let mut listeners = Vec::from(chooser(&button, element("files-input")?, emit)?);
        listeners.extend(chooser(&folder_button, element("folder-input")?, emit)?);
        let act = emit.clone();
        listeners.push(Listener::new(&list, "click", move |event: DomEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let Some(target) = target else { return };
            let key = target.get_attribute(ROW).and_then(|key| key.parse().ok());
            let named = target.get_attribute(ACT);
            let acts = ACTS.iter().find(|(name, ..)| named.as_deref() == Some(name));
            if let (Some(key), Some((.., command))) = (key, acts) {
                act(Event::Command(Command::File(key, *command)));
            }
        })?);
        Ok(Self {
            buttons: [button, folder_button],
            panel,
            list,
            rows: Vec::new(),
            _listeners: listeners,
        })
    }

    pub(crate) fn show(&mut self, view: &View) {
        let can_send = view.rights.iter().any(|row| row.right == Right::FileIn);
        for button in &self.buttons {
            button.set_hidden(!can_send);
        }
        self.panel.set_hidden(view.files.is_empty());
        for gone in self.rows.iter().filter(|row| view.files.iter().all(|it| it.key != row.key)) {
            if let Some(item) = document().ok().and_then(|page| page.get_element_by_id(&id(gone))) {
                item.remove();
            }
        }
        for row in &view.files {
            if !self.rows.contains(row) {
                // A page that cannot create an element shows nothing anyway.
                let _ = self.write(row, words().user_of(view));
            }
        }
        self.rows.clone_from(&view.files);
    }

    fn write(&self, row: &FileView, user: &str) -> Result<(), Error> {
        let page = document()?;
        let item = match page.get_element_by_id(&id(row)) {
            Some(item) => item,
            None => self.add(row)?,
        };
        let words = words();
        let name = &*words.file_title(row);
        text(&item, ".who", name);
        text(&item, ".what", &words.file(row, user));
        let part = part(row);
        if let Ok(Some(bar)) = item.query_selector("progress") {
            set(&bar, "value", &part.unwrap_or(0).to_string());
            set(&bar, "aria-valuetext", &words.number(Say::Percent, part.unwrap_or(0)));
            show(&bar, part.is_some());
        }
        let is_paused = matches!(row.state, FileState::Running { is_paused: true, .. });
        for (act, say, command) in ACTS {
            let Ok(Some(button)) = item.query_selector(&format!("[{ACT}={act}]")) else { continue };
            let say =
                if command == FileAct::TogglePause && is_paused { Say::FilesResume } else { say };
            let label = words.text(say);
            if button.text_content().as_deref() != Some(label) {
                button.set_text_content(Some(label));
            }
            set(&button, "aria-label", &words.act_on(label, name));
            show(&button, has(row.state, command));
        }
        Ok(())
    }

    fn add(&self, row: &FileView) -> Result<Element, Error> {
        let page = document()?;
        let item = page.create_element("li")?;
        item.set_id(&id(row));
        for class in ["who", "what"] {
            let text = page.create_element("span")?;
            text.set_class_name(class);
            if class == "who" {
                set(&text, "dir", "auto");
            }
            item.append_child(&text)?;
        }
        let bar = page.create_element("progress")?;
        set(&bar, "max", "100");
        set(&bar, "aria-label", row.file.name.as_str());
        item.append_child(&bar)?;
        let acts = page.create_element("span")?;
        acts.set_class_name("acts");
        for (act, ..) in ACTS {
            let button = page.create_element("button")?;
            button.set_class_name("button small outlined");
            set(&button, "type", "button");
            set(&button, ROW, &row.key.to_string());
            set(&button, ACT, act);
            acts.append_child(&button)?;
        }
        item.append_child(&acts)?;
        self.list.append_child(&item)?;
        Ok(item)
    }
}

/// A button that lets the Helper choose files, or a folder.
fn chooser(
    button: &HtmlElement,
    input: HtmlInputElement,
    emit: &Emit,
) -> Result<[Listener; 2], Error> {
    let (opener, emit) = (input.clone(), emit.clone());
    let chosen = input.clone();
    Ok([
        Listener::new(button, "click", move |_: DomEvent| opener.click())?,
        Listener::new(&input, "change", move |_: DomEvent| {
            let files = chosen.files().map(|files| files_of(&files));
            // So that the same file can be chosen again.
            chosen.set_value("");
            emit(match files {
                None => return,
                Some(Ok(files)) => Event::FilesChosen(files),
                Some(Err(say)) => Event::FilesNotRead(say),
            });
        })?,
    ])
}

/// All files of a list, with the folders around them where one was chosen.
///
/// # Errors
/// Why a folder cannot be sent.
pub(super) fn files_of(files: &FileList) -> Result<Vec<ChosenFile>, Say> {
    let list = (0..files.length()).filter_map(|at| files.get(at));
    list.map(ChosenFile::new).take(CHOSEN_FILES + 1).collect::<Result<Vec<_>, _>>().and_then(
        |files| if files.len() > CHOSEN_FILES { Err(Say::NoteFolderTooLarge) } else { Ok(files) },
    )
}

fn id(row: &FileView) -> String {
    format!("file-{}", row.key)
}

/// How much has arrived, in hundredths; `None` where nothing is sent.
fn part(row: &FileView) -> Option<u64> {
    match row.state {
        FileState::Running { done, .. } => Some(done * 100 / row.file.size.max(1)),
        FileState::Done => Some(100),
        FileState::Asked
        | FileState::Waiting
        | FileState::Offered
        | FileState::Refused(_)
        | FileState::Stopped(_)
        | FileState::Incomplete { .. } => None,
    }
}

/// Whether a row has this button now.
fn has(state: FileState, command: FileAct) -> bool {
    match command {
        FileAct::Get => state == FileState::Offered,
        FileAct::TogglePause => matches!(state, FileState::Running { .. }),
        FileAct::Cancel => !state.is_over(),
    }
}

fn show(element: &Element, shown: bool) {
    if shown {
        let _ = element.remove_attribute("hidden");
    } else {
        set(element, "hidden", "");
    }
}

/// Sets a text that has changed: what is set is announced.
fn text(item: &Element, selector: &str, text: &str) {
    if let Ok(Some(place)) = item.query_selector(selector)
        && place.text_content().as_deref() != Some(text)
    {
        place.set_text_content(Some(text));
    }
}
