//! Writing an export where it was ordered to, without harm to what is there.
//!
//! The library remembers what it has exported where, with a hash of what was written: only a file that is still that is
//! replaced unasked, and nothing has to stand in the file itself.

use crate::export::{Export, ExportError, ExportFile, Over, Place, write_atomically, write_stream};
use crate::service::ServiceError;
use crate::store::{Access, Footprint, Store};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is written: only an earlier export of the same is replaced unasked.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The format's name.
    pub format: &'a str,
    /// The query, as it is printed.
    pub query: &'a str,
    /// True when any file may be replaced.
    pub force: bool,
}

/// A file that is about to be written.
struct Planned {
    path: PathBuf,
    /// The whole file; none where it is so already.
    bytes: Option<Vec<u8>>,
    footprint: Footprint,
}

/// Writes the files to `path`: one goes where it says, several into the folder of that name. Either all may be written
/// or none is. Gives where they lie; nothing for a stream.
pub fn put(
    store: &mut Store,
    export: &mut Export,
    wanted: Wanted<'_>,
    path: &Path,
) -> Result<Vec<PathBuf>, ServiceError> {
    let targets = match into_folder(export, path) {
        true if path.exists() && !path.is_dir() => {
            let why = format!("is a file, and this export has {}: name a folder", export.files.len());
            return Err(kept(path, &why).into());
        }
        true => {
            fs::create_dir_all(path).map_err(|error| failed("make", path, error))?;
            export.files.iter().map(|file| (file, path.join(&file.name))).collect()
        }
        false => match Place::of(path).map_err(|error| failed("write", path, error))? {
            Place::Stream(stream) => {
                stream_all(export, &stream)?;
                return Ok(Vec::new());
            }
            Place::File(_) => export.files.iter().map(|file| (file, path.to_owned())).collect::<Vec<_>>(),
        },
    };
    let planned = targets.iter().map(|(file, path)| planned(store, file, wanted, path));
    let planned = planned.collect::<Result<Vec<_>, _>>()?;
    // Remembered before it is written: a program that is killed in between knows its own file all the same.
    match store.access() {
        Access::Write => store.remember_exports(planned.iter().map(|plan| &plan.footprint))?,
        Access::ReadOnly { .. } => export.warnings.push(
            "the library can only be read, so it cannot remember this export; the next one will not replace it unasked"
                .into(),
        ),
    }
    for plan in &planned {
        if let Some(bytes) = &plan.bytes {
            write_atomically(&plan.path, bytes).map_err(|error| failed("write", &plan.path, error))?;
        }
    }
    Ok(targets.into_iter().map(|(_, path)| path).collect())
}

/// True where the files belong into a folder: there are several, or the path is one or ends like one.
fn into_folder(export: &Export, path: &Path) -> bool {
    let named = path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    let stream = matches!(Place::of(path), Ok(Place::Stream(_)));
    path.is_dir() || named || export.files.len() != 1 && !stream
}

fn stream_all(export: &mut Export, path: &Path) -> Result<(), ServiceError> {
    let bytes: Vec<u8> = export.files.iter().flat_map(|file| file.bytes.iter().copied()).collect();
    write_stream(path, &bytes).map_err(|error| failed("write", path, error))?;
    if export.files.len() > 1 {
        export.warnings.push(format!("{} files, one after the other; a folder takes them apart", export.files.len()));
    }
    Ok(())
}

fn planned(store: &Store, file: &ExportFile, wanted: Wanted<'_>, path: &Path) -> Result<Planned, ServiceError> {
    let place = match Place::of(path).map_err(|error| failed("write", path, error))? {
        Place::File(place) => place,
        Place::Stream(_) => return Err(kept(path, "is no regular file").into()),
    };
    let name = place.to_string_lossy().into_owned();
    let mut footprint = Footprint {
        path: name,
        format: wanted.format.to_owned(),
        query: wanted.query.to_owned(),
        sha256: file.sha256(),
        earlier: None,
    };
    let before = match fs::read(&place) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(failed("read", path, error).into()),
    };
    let bytes = if before.is_empty() {
        Some(file.bytes.clone())
    } else {
        let known = store.footprint(&footprint.path)?;
        let (bytes, ours) =
            settled(file, &before, known.as_ref(), &footprint, wanted.force).map_err(|why| kept(path, &why))?;
        footprint.earlier = ours;
        (bytes != before).then_some(bytes)
    };
    Ok(Planned { path: place, bytes, footprint })
}

/// What a file that is there becomes, and the hash of what was ours in it; or why it is left alone.
fn settled(
    file: &ExportFile,
    before: &[u8],
    known: Option<&Footprint>,
    now: &Footprint,
    force: bool,
) -> Result<(Vec<u8>, Option<String>), String> {
    let alone = match known {
        None => Some("exists and is no earlier export of this library".to_owned()),
        Some(known) if known.format != now.format => Some(format!("is an earlier export as {}", known.format)),
        Some(known) if known.query != now.query && known.query.is_empty() => {
            Some("is an earlier export of the whole library".to_owned())
        }
        Some(known) if known.query != now.query => Some(format!("is an earlier export of “{}”", known.query)),
        Some(_) => None,
    };
    match file.over(before) {
        Over::Becomes { bytes, .. } if bytes == before => Ok((bytes, None)),
        Over::Becomes { bytes, before } if force => Ok((bytes, Some(before))),
        Over::Becomes { bytes, before } => match (alone, known) {
            (Some(why), _) => Err(why),
            (None, Some(known)) if known.sha256 == before || known.earlier.as_ref() == Some(&before) => {
                Ok((bytes, Some(before)))
            }
            (None, _) => Err("was changed since it was exported".into()),
        },
        Over::Foreign | Over::Unmarked(_) if force => Ok((file.bytes.clone(), None)),
        Over::Unmarked(marker) => Err(alone.unwrap_or_else(|| format!("has lost the line “{marker}”"))),
        Over::Foreign => Err(alone.unwrap_or_else(|| "is about another article now".into())),
    }
}

fn kept(path: &Path, why: &str) -> ExportError {
    ExportError::Kept { path: path.display().to_string(), why: why.to_owned() }
}

fn failed(what: &'static str, path: &Path, source: io::Error) -> ExportError {
    ExportError::Io { what, path: path.display().to_string(), source }
}
