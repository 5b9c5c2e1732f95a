//! Files on the disk that belong to this page alone: the origin private file system (File System Standard).
//!
//! Each page has a folder of its own in it, and a lock of the browser (Web Locks) with the same name, which the browser
//! takes back when the page is closed, however that happens. So a folder without its lock belongs to no page. An age alone
//! would not tell: a page may wait for hours.

use js_sys::{Array, AsyncIterator, Function, Object, Promise, Reflect, Uint8Array};
use rand_core::{OsRng, RngCore as _};
use viewer::arriving_file::{is_abandoned, kept_for};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::clock::unix_ms;
use super::dom::window;
use super::timer::later;
use crate::error::Error;

/// The folder of all pages.
const ROOT: &str = "arriving-files";

/// The lock of a page, before the name of its folder.
const LOCK: &str = "alongside-files-";

/// The folder of this page.
#[derive(Clone, Debug)]
pub(super) struct PageFolder(JsValue);

/// A file in it that is being written.
#[derive(Clone, Debug)]
pub(super) struct PrivateFile {
    folder: JsValue,
    name: String,
    handle: JsValue,
    stream: JsValue,
}

impl PageFolder {
    /// Takes the lock, and creates the folder.
    ///
    /// # Errors
    /// When the browser has no such file system, or none for this page.
    pub(super) async fn create() -> Result<Self, Error> {
        let name = format!("{:016x}", OsRng.next_u64());
        // Without it the folder would be taken for that of a closed page.
        hold(&format!("{LOCK}{name}")).await?;
        let root = folder_in(&origin_folder().await?, ROOT, true).await?;
        Ok(Self(folder_in(&root, &name, true).await?))
    }

    /// Creates an empty file.
    pub(super) async fn create_file(&self, name: String) -> Result<PrivateFile, Error> {
        let handle = call(&self.0, "getFileHandle", &[(&*name).into(), create(true)]).await?;
        let stream = call(&handle, "createWritable", &[]).await?;
        Ok(PrivateFile { folder: self.0.clone(), name, handle, stream })
    }
}

impl PrivateFile {
    /// Appends bytes. Once this is over they are on the disk, and not in the page.
    pub(super) async fn write(&self, bytes: &[u8]) -> Result<(), Error> {
        call(&self.stream, "write", &[Uint8Array::from(bytes).into()]).await.map(drop)
    }

    /// All bytes are written. Returns the file, whose bytes stay on the disk.
    pub(super) async fn close(&self) -> Result<File, Error> {
        call(&self.stream, "close", &[]).await?;
        let file = call(&self.handle, "getFile", &[]).await?;
        file.dyn_into().map_err(|_| Error::Unsupported("file"))
    }

    /// Removes it, also in the middle.
    pub(super) fn discard(self) {
        spawn_local(async move {
            // It may be closed already.
            let _ = call(&self.stream, "abort", &[]).await;
            let _ = remove(&self.folder, &self.name).await;
        });
    }

    /// Removes it once the browser has saved a file of so many bytes.
    pub(super) fn discard_when_saved(self, size: u64) {
        // More than the longest time of the browser is never waited for: the next page removes it.
        let wait = i32::try_from(kept_for(size).as_millis()).unwrap_or(i32::MAX);
        later(wait, move || self.discard());
    }
}

/// How many bytes the page may still store; `None` where the browser does not say.
pub(super) async fn free_bytes() -> Option<u64> {
    let storage = Reflect::get(&navigator().ok()?, &"storage".into()).ok()?;
    let estimate = call(&storage, "estimate", &[]).await.ok()?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    // Whole bytes, and not negative.
    Some((number("quota")? - number("usage")?).max(0.0) as u64)
}

/// Removes what closed pages have left behind.
pub(crate) fn remove_abandoned() {
    spawn_local(async {
        // A browser without any of this has nothing to remove.
        let _ = sweep().await;
    });
}

async fn sweep() -> Result<(), Error> {
    let root = folder_in(&origin_folder().await?, ROOT, false).await?;
    for page in names(&root).await? {
        if is_free(&format!("{LOCK}{page}")).await? {
            // Another page may be faster.
            let _ = sweep_page(&root, &page).await;
        }
    }
    Ok(())
}

async fn sweep_page(root: &JsValue, page: &str) -> Result<(), Error> {
    let folder = folder_in(root, page, false).await?;
    let mut is_kept = false;
    for name in names(&folder).await? {
        // Beside ours, a browser may show files of its own with what is not complete.
        if !name.bytes().all(|digit| digit.is_ascii_digit()) {
            continue;
        }
        let handle = call(&folder, "getFileHandle", &[(&*name).into()]).await?;
        let file: File = call(&handle, "getFile", &[]).await?.unchecked_into();
        let age = unix_ms().saturating_sub(file.last_modified() as u64);
        if is_abandoned(file.size() as u64, core::time::Duration::from_millis(age)) {
            remove(&folder, &name).await?;
        } else {
            is_kept = true;
        }
    }
    if is_kept {
        return Ok(());
    }
    let all = Object::new();
    Reflect::set(&all, &"recursive".into(), &true.into())?;
    call(root, "removeEntry", &[page.into(), all.into()]).await.map(drop)
}

fn navigator() -> Result<JsValue, Error> {
    Ok(window()?.navigator().into())
}

/// The folder of this origin. Pages without encryption have none.
async fn origin_folder() -> Result<JsValue, Error> {
    let storage = Reflect::get(&navigator()?, &"storage".into())?;
    call(&storage, "getDirectory", &[]).await
}

async fn folder_in(parent: &JsValue, name: &str, creates: bool) -> Result<JsValue, Error> {
    call(parent, "getDirectoryHandle", &[name.into(), create(creates)]).await
}

async fn remove(folder: &JsValue, name: &str) -> Result<(), Error> {
    call(folder, "removeEntry", &[name.into()]).await.map(drop)
}

/// The names of all that is in a folder.
async fn names(folder: &JsValue) -> Result<Vec<String>, Error> {
    let keys: AsyncIterator = method(folder, "keys")?.call0(folder)?.unchecked_into();
    let mut names = Vec::new();
    loop {
        let next = JsFuture::from(keys.next()?).await?;
        if Reflect::get(&next, &"done".into())?.is_truthy() {
            return Ok(names);
        }
        names.extend(Reflect::get(&next, &"value".into())?.as_string());
    }
}

/// Takes a lock, until the page is closed.
async fn hold(name: &str) -> Result<(), Error> {
    let locks = Reflect::get(&navigator()?, &"locks".into())?;
    let request = method(&locks, "request")?;
    let held = Promise::new(&mut |resolve, reject| {
        // The lock lasts until the promise that this returns is settled.
        let on_held = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::NULL);
            Promise::new(&mut |_, _| {})
        });
        // A browser that refuses it says so by the promise of the request.
        if let Ok(asked) = request.call2(&locks, &name.into(), &on_held)
            && let Ok(catch) = method(&asked, "catch")
        {
            let _ = catch.call1(&asked, &reject);
        }
    });
    JsFuture::from(held).await?;
    Ok(())
}

/// Whether no page has a lock.
async fn is_free(name: &str) -> Result<bool, Error> {
    let locks = Reflect::get(&navigator()?, &"locks".into())?;
    let at_once = Object::new();
    Reflect::set(&at_once, &"ifAvailable".into(), &true.into())?;
    let tell = Closure::once_into_js(|lock: JsValue| !lock.is_null());
    let is_free = call(&locks, "request", &[name.into(), at_once.into(), tell]).await?;
    Ok(is_free.is_truthy())
}

/// The options of what is created when it is not there.
fn create(creates: bool) -> JsValue {
    let options = Object::new();
    // Setting a property of a plain object does not fail.
    let _ = Reflect::set(&options, &"create".into(), &creates.into());
    options.into()
}

fn method(object: &JsValue, name: &str) -> Result<Function, Error> {
    let method = Reflect::get(object, &name.into())?;
    method.dyn_into().map_err(|_| Error::Unsupported("private file system"))
}

/// Calls a method, and waits for what it promises. Not every browser has it.
async fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, Error> {
    let arguments: Array = arguments.iter().collect();
    let result = method(object, name)?.apply(object, &arguments)?;
    Ok(JsFuture::from(Promise::resolve(&result)).await?)
}
