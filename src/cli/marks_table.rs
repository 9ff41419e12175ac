//! The rows of `actors`, `figures` and `claims` for people.

use crate::analysis::Figure;
use crate::export::Dossier;

/// The cast by weight.
pub fn actor_rows(dossier: &Dossier) -> Vec<Vec<String>> {
    let (text, found) = (dossier.article.body.text(), &dossier.found);
    let mut counts = vec![0usize; found.actors.len()];
    let mut roles: Vec<Vec<&str>> = vec![Vec::new(); found.actors.len()];
    for mention in &found.mentions {
        counts.get_mut(mention.actor).into_iter().for_each(|count| *count += 1);
        let role = mention.role.map(|role| role.of(text));
        if let (Some(roles), Some(role)) = (roles.get_mut(mention.actor), role)
            && !roles.contains(&role)
        {
            roles.push(role);
        }
    }
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for ((actor, count), roles) in found.actors.iter().zip(counts).zip(roles) {
        let kind = actor.kind.name().to_owned();
        rows.push((
            count,
            vec![actor.name.clone(), kind, count.to_string(), roles.join(", "), actor.aliases.join(", ")],
        ));
    }
    rows.sort_by_key(|(count, _)| usize::MAX - count);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The figures by their place.
pub fn figure_rows(dossier: &Dossier) -> Vec<Vec<String>> {
    let text = dossier.article.body.text();
    let rows = dossier.found.figures.iter().map(|figure| {
        let of = figure.of.map(|span| span.of(text)).unwrap_or_default();
        let speaker = dossier.speaker_of(figure.span).unwrap_or_default();
        let words = figure.span.of(text);
        vec![words.to_owned(), figure.kind.name().to_owned(), value(figure), of.to_owned(), speaker.to_owned()]
    });
    rows.collect()
}

/// The value with its unit, the range, or the day.
fn value(figure: &Figure) -> String {
    let unit = figure.currency.or(figure.unit).map(|unit| format!(" {unit}")).unwrap_or_default();
    match (figure.date, figure.value, figure.low, figure.high) {
        (Some(date), ..) => match (date.first(), date.last()) {
            (Some(start), Some(end)) if start == end => start,
            (start, end) => format!("{}…{}", start.unwrap_or_default(), end.unwrap_or_default()),
        },
        (None, Some(value), ..) => format!("{}{unit}", value.normalize()),
        (None, None, None, None) => String::new(),
        (None, None, low, high) => {
            let end =
                |end: Option<rust_decimal::Decimal>| end.map(|end| end.normalize().to_string()).unwrap_or_default();
            format!("{}…{}{unit}", end(low), end(high))
        }
    }
}

/// The claims by their place.
pub fn claim_rows(dossier: &Dossier) -> Vec<Vec<String>> {
    let rows = dossier.found.claims.iter().map(|claim| {
        let speaker = dossier.speaker(claim).unwrap_or("somebody").to_owned();
        vec![speaker, claim.stance.name().to_owned(), format!("{:.2}", claim.score), dossier.content(claim)]
    });
    rows.collect()
}
