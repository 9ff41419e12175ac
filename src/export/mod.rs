//! What leaves the program and what comes back: the JSON that other programs read, the formats for notes, files on disk.
//! Offsets become Unicode code points here and nowhere else.

mod citation;
mod claimreview;
mod corpus;
mod correction;
mod dossier;
mod fields;
mod file;
mod format;
mod full;
mod html;
mod hypothesis;
mod imported;
mod inlines;
mod inventory;
mod jsonld;
mod library;
mod lines;
mod markdown;
mod marks;
mod moment;
mod names;
mod neutral;
mod note;
mod org;
mod piped;
mod place;
mod readwise;
mod reference;
mod runs;
mod table;
mod template;
mod webannotation;

pub use correction::correction_json;
pub use dossier::{Circumstances, Dossier, Export, ExportError, ExportFile, Part};
pub use fields::FieldsError;
pub use file::{Over, write_atomically};
pub use format::{FORMATS, Format, Takes, offers};
pub use imported::{Imported, LooseNote, content};
pub use inventory::{actors_json, claims_json, figures_json};
pub use library::write_library;
pub use marks::{Marked, blocks_json, marks_json, write_json};
pub use note::{note_from_json, note_json};
pub use piped::{article_piped, note_piped, piped_text};
pub use place::{Place, read_regular, safe_bytes, write_stream};
pub use table::{actors_csv, claims_csv, figures_csv};
