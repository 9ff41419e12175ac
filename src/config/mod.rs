//! How the program is set up: settings, keys, looks and folders.
//!
//! `config.example.toml` is embedded and is the default configuration. The user's file is laid over it value by value; a
//! value that is wrong costs itself and leaves a warning with file and line. Nothing here keeps the program from starting.

mod bindings;
mod codebook;
mod colour;
mod error;
mod file;
mod load;
mod nearest;
mod paths;
mod presets;
mod private;
mod role;
mod settings;
mod theme;
mod written;

pub use codebook::{Codebook, Tag, VerdictLabel, VerdictLook};
pub use colour::{Colour, Depth};
pub use error::{ConfigError, Warning};
pub use file::{EXAMPLE, commented, init};
pub use load::Config;
pub use nearest::did_you_mean;
pub use paths::{Asked, Paths};
pub use presets::PRESETS;
pub use private::{close_to_others, private_file, private_folder, private_options};
pub use role::Role;
pub use settings::{
    Backup, Depths, Feeds, HighlightColour, Library, Look, Notes, PipeCommand, Publisher, PublisherKind, Reader,
    Settings, SmartFolder, Sort, Tools,
};
pub use theme::{Surroundings, THEMES, Theme, themes};
