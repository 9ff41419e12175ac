#[test]
fn dump() {
    use crate::sample::*;
    for format in dateline::export::FORMATS {
        for (name, dossiers) in [("both", both()), ("naughty", vec![naughty_dossier()])] {
            let dir = std::path::Path::new("/tmp/exports").join(name).join(format.name);
            if let Ok(export) = format.write(&dossiers, &circumstances()) {
                dateline::export::write_into(&export, &dir, true).unwrap();
                if !export.warnings.is_empty() {
                    println!("{} {:?}", format.name, export.warnings);
                }
            }
        }
    }
}
