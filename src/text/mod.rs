//! What an article is, and how places in it are written down.

mod anchor;
mod annotation;
mod article;
mod body;
mod change;
mod correction;
mod deletion;
mod difference;
mod inline;
mod masked;
mod order;
mod printable;
mod reconcile;
mod sentence;
mod span;
mod stance;
mod tongue;
mod wording;
mod words;

pub use anchor::{Anchor, AnchorState, Resolution, Resolver, resolve};
pub use annotation::{
    Annotation, AnnotationId, AnnotationKind, Appearance, Bearing, Evidence, Link, Relation, Status, Verdict,
};
pub use article::{Article, ArticleId, Meta};
pub use body::{Block, BlockKind, Body, Inline, InlineKind};
pub use change::{Change, Listing};
pub use correction::{Correction, CorrectionId, Detected, Reach, Remedy, nothing, with_article};
pub use deletion::{DELETED_ELSEWHERE, Deletion, said};
pub use difference::{Fate, Piece, difference, difference_of, marked};
pub use inline::{SignedWord, retagged, signed_words};
pub use masked::{masked, without_login};
pub use order::{Destination, ExportOrder, FormatRow, Template};
pub use printable::{is_control, printable, safe_lines};
pub use reconcile::{Reconciled, reconcile};
pub use sentence::sentence;
pub use span::{CodePoints, Span};
pub use stance::{Manner, Stance};
pub use tongue::{Tongue, is_english, language_name};
pub(in crate::text) use wording::turned;
pub use wording::{Wording, wording};
pub(crate) use words::words;
