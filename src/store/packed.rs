//! A body as it lies in the library: text and structure in one compressed piece.

use crate::text::{Block, BlockKind, Body, Inline, InlineKind, Span};
use std::io::Read;

/// No body is longer: keeps a damaged length from asking for all memory.
const LONGEST: u64 = 1 << 30;
/// Level 1 packs news text to about half; higher levels cost more time than they save room (`docs/store.md`).
const LEVEL: i32 = 1;
const ZSTD: u8 = 1;

/// Packs a body.
pub fn pack(body: &Body) -> std::io::Result<Vec<u8>> {
    let mut plain = Vec::with_capacity(body.text().len() + 16 * body.blocks().len() + 16);
    put(&mut plain, body.text().len());
    plain.extend_from_slice(body.text().as_bytes());
    put(&mut plain, body.blocks().len());
    let mut last = 0;
    for block in body.blocks() {
        put_block_kind(&mut plain, block.kind);
        put(&mut plain, block.span.start.saturating_sub(last));
        put(&mut plain, block.span.len());
        last = block.span.end;
    }
    put(&mut plain, body.inlines().len());
    last = 0;
    for inline in body.inlines() {
        put_inline_kind(&mut plain, &inline.kind);
        put(&mut plain, inline.span.start.saturating_sub(last));
        put(&mut plain, inline.span.len());
        last = inline.span.start;
    }
    let mut packed = vec![ZSTD];
    packed.extend(squeeze(&plain, LEVEL)?);
    Ok(packed)
}

/// Compresses with a check sum, which is looked at when it is read.
pub fn squeeze(plain: &[u8], level: i32) -> std::io::Result<Vec<u8>> {
    let mut compressor = zstd::bulk::Compressor::new(level)?;
    compressor.include_checksum(true)?;
    compressor.compress(plain)
}

/// Unpacks a body; `None` where the piece is damaged.
pub fn unpack(packed: &[u8]) -> Option<Body> {
    let (form, rest) = packed.split_first()?;
    if *form != ZSTD {
        return None;
    }
    let mut plain = Vec::with_capacity(rest.len().saturating_mul(3));
    zstd::stream::read::Decoder::new(rest).ok()?.take(LONGEST).read_to_end(&mut plain).ok()?;
    let mut left = plain.as_slice();
    let text = String::from_utf8(take_bytes(&mut left)?.to_vec()).ok()?;
    let mut blocks = Vec::new();
    let mut last = 0usize;
    for _ in 0..take(&mut left)? {
        let kind = take_block_kind(&mut left)?;
        let span = take_span(&mut left, last)?;
        last = span.end;
        blocks.push(Block { kind, span });
    }
    let mut inlines = Vec::new();
    last = 0;
    for _ in 0..take(&mut left)? {
        let kind = take_inline_kind(&mut left)?;
        let span = take_span(&mut left, last)?;
        last = span.start;
        inlines.push(Inline { kind, span });
    }
    Some(Body::new(text, blocks, inlines))
}

fn put_block_kind(out: &mut Vec<u8>, kind: BlockKind) {
    match kind {
        BlockKind::Paragraph => out.push(0),
        BlockKind::Heading(level) => out.extend([1, level]),
        BlockKind::Quote(depth) => out.extend([2, depth]),
        BlockKind::Item { depth, number: None } => out.extend([3, depth]),
        BlockKind::Item { depth, number: Some(number) } => {
            out.extend([4, depth]);
            put(out, number as usize);
        }
        BlockKind::Code => out.push(5),
        BlockKind::Table => out.push(6),
    }
}

fn take_block_kind(left: &mut &[u8]) -> Option<BlockKind> {
    Some(match take_byte(left)? {
        0 => BlockKind::Paragraph,
        1 => BlockKind::Heading(take_byte(left)?),
        2 => BlockKind::Quote(take_byte(left)?),
        3 => BlockKind::Item { depth: take_byte(left)?, number: None },
        4 => BlockKind::Item { depth: take_byte(left)?, number: Some(u32::try_from(take(left)?).ok()?) },
        5 => BlockKind::Code,
        6 => BlockKind::Table,
        _ => return None,
    })
}

fn put_inline_kind(out: &mut Vec<u8>, kind: &InlineKind) {
    match kind {
        InlineKind::Emphasis => out.push(0),
        InlineKind::Strong => out.push(1),
        InlineKind::Code => out.push(2),
        InlineKind::Link(address) => {
            out.push(3);
            put(out, address.len());
            out.extend_from_slice(address.as_bytes());
        }
    }
}

fn take_inline_kind(left: &mut &[u8]) -> Option<InlineKind> {
    Some(match take_byte(left)? {
        0 => InlineKind::Emphasis,
        1 => InlineKind::Strong,
        2 => InlineKind::Code,
        3 => InlineKind::Link(String::from_utf8(take_bytes(left)?.to_vec()).ok()?),
        _ => return None,
    })
}

/// Seven bits a byte, the lowest first.
fn put(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7F {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn take(left: &mut &[u8]) -> Option<usize> {
    let mut value = 0usize;
    for shift in (0..usize::BITS).step_by(7) {
        let byte = take_byte(left)?;
        value |= usize::from(byte & 0x7F).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn take_byte(left: &mut &[u8]) -> Option<u8> {
    let (byte, rest) = left.split_first()?;
    *left = rest;
    Some(*byte)
}

fn take_bytes<'a>(left: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take(left)?;
    let (bytes, rest) = left.split_at_checked(length)?;
    *left = rest;
    Some(bytes)
}

fn take_span(left: &mut &[u8], last: usize) -> Option<Span> {
    let start = last.checked_add(take(left)?)?;
    Some(Span::new(start, start.checked_add(take(left)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn body(text: String, cuts: Vec<(u8, usize, usize)>) -> Body {
        let blocks = cuts.iter().map(|(kind, start, end)| Block {
            kind: match kind % 6 {
                0 => BlockKind::Paragraph,
                1 => BlockKind::Heading(kind / 6),
                2 => BlockKind::Quote(1),
                3 => BlockKind::Item { depth: 2, number: (*kind > 99).then_some(u32::from(*kind) * 999) },
                4 => BlockKind::Code,
                _ => BlockKind::Table,
            },
            span: Span::new(*start, *end),
        });
        let inlines = cuts.iter().map(|(kind, start, end)| Inline {
            kind: match kind % 4 {
                0 => InlineKind::Emphasis,
                1 => InlineKind::Strong,
                2 => InlineKind::Code,
                _ => InlineKind::Link(format!("https://example.org/{kind}")),
            },
            span: Span::new(*start, *end),
        });
        Body::new(text.clone(), blocks.collect(), inlines.collect())
    }

    proptest! {
        #[test]
        fn a_body_comes_out_as_it_went_in(
            text in "\\PC{0,200}",
            cuts in prop::collection::vec((any::<u8>(), 0usize..300, 0usize..300), 0..20),
        ) {
            let body = body(text, cuts);
            prop_assert_eq!(unpack(&pack(&body).unwrap()), Some(body));
        }

        #[test]
        fn a_damaged_piece_is_refused_or_read(text in "[a-z ]{50,200}", at in 0usize..200, bit in 0u8..8) {
            let whole = Body::verbatim(text);
            let mut packed = pack(&whole).unwrap();
            let at = at % packed.len();
            packed[at] ^= 1 << bit;
            prop_assert!(unpack(&packed).is_none_or(|body| body == whole));
        }
    }
}
