//! What is dropped on the page: files, and folders with all that is in them (File and Directory Entries API).

use js_sys::{Array, Function, Promise, Reflect};
use protocol::folder_path::FolderPath;
use protocol::limits::FOLDER_DEPTH;
use viewer::words::Say;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, File};

use super::dom::call;
use super::file_store::ChosenFile;
use super::files::{CHOSEN_FILES, files_of};
use crate::error::Error;
use crate::event::{Emit, Event};

/// Files and folders that are looked at: of those without a file, most are left out.
const ENTRIES: usize = 4 * CHOSEN_FILES;

/// Reads what was dropped. [`Event::FilesDropped`] follows, or [`Event::FilesNotRead`].
pub(super) fn read(data: &DataTransfer, emit: &Emit) {
    // Only while the event is handled, the browser hands them out.
    let entries = entries(data);
    if !entries.iter().any(|entry| is(entry, "isDirectory")) {
        let files = data.files().map(|files| files_of(&files));
        let files = files.unwrap_or_else(|| Ok(Vec::new()));
        return tell(files.map(|files| (files, Vec::new())), emit);
    }
    let emit = emit.clone();
    spawn_local(async move {
        let read = walk(entries).await;
        tell(read.unwrap_or(Err(Say::NoteFolderUnreadable)), &emit);
    });
}

/// Files, and the empty folders that were dropped with them.
type Dropped = Result<(Vec<ChosenFile>, Vec<FolderPath>), Say>;

fn tell(files: Dropped, emit: &Emit) {
    emit(match files {
        Ok((files, _)) if files.is_empty() => Event::FilesNotRead(Say::NoteFolderEmpty),
        Ok((files, empty)) => Event::FilesDropped(files, empty),
        Err(say) => Event::FilesNotRead(say),
    });
}

/// What was dropped, as entries of a file system. Empty in a browser that has none.
fn entries(data: &DataTransfer) -> Vec<JsValue> {
    let items = Reflect::get(data, &"items".into()).unwrap_or_default();
    let items = Array::from(&items);
    let entry = |item: JsValue| call(&item, "webkitGetAsEntry", &JsValue::UNDEFINED);
    items.iter().filter_map(entry).filter(|entry| !entry.is_null()).collect()
}

/// All files of these entries, and of the folders among them.
async fn walk(entries: Vec<JsValue>) -> Result<Dropped, Error> {
    let (mut files, mut empty) = (Vec::new(), Vec::new());
    let mut seen = 0;
    let mut waiting: Vec<(JsValue, Vec<String>)> =
        entries.into_iter().rev().map(|entry| (entry, Vec::new())).collect();
    while let Some((entry, folders)) = waiting.pop() {
        seen += 1;
        if seen > ENTRIES || files.len() > CHOSEN_FILES || folders.len() > FOLDER_DEPTH {
            return Ok(Err(Say::NoteFolderTooLarge));
        }
        if is(&entry, "isFile") {
            let file: File = result_of(&entry, "file").await?.unchecked_into();
            match ChosenFile::within(file, folders.iter().map(|name| &**name)) {
                Ok(file) => files.push(file),
                Err(say) => return Ok(Err(say)),
            }
        } else if is(&entry, "isDirectory") {
            let name = Reflect::get(&entry, &"name".into())?.as_string().unwrap_or_default();
            let within: Vec<String> = folders.into_iter().chain([name]).collect();
            let reader = call(&entry, "createReader", &JsValue::UNDEFINED).unwrap_or_default();
            let before = waiting.len();
            loop {
                // A browser hands out a part of a large folder at a time, and at last nothing.
                let part = Array::from(&result_of(&reader, "readEntries").await?);
                if part.length() == 0 || waiting.len() > ENTRIES {
                    break;
                }
                waiting.extend(part.iter().map(|entry| (entry, within.clone())));
            }
            if waiting.len() == before {
                match FolderPath::lossy(within.iter().map(|name| &**name)) {
                    Ok(folder) => empty.push(folder),
                    Err(_) => return Ok(Err(Say::NoteFolderTooLarge)),
                }
            }
        }
    }
    Ok(Ok((files, empty)))
}

fn is(entry: &JsValue, kind: &str) -> bool {
    Reflect::get(entry, &kind.into()).is_ok_and(|is| is.is_truthy())
}

/// Calls a method that takes two functions, for its result and for an error.
async fn result_of(object: &JsValue, method: &str) -> Result<JsValue, Error> {
    let method = Reflect::get(object, &method.into())?;
    let method: Function = method.dyn_into().map_err(|_| Error::Unsupported("folder"))?;
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = method.call2(object, &resolve, &reject);
    });
    Ok(JsFuture::from(promise).await?)
}
