//! Reads CSV with a reader that is not ours.

/// The records of a table, its header first.
pub(crate) fn records(csv: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes())
        .records()
        .map(|record| {
            let record = record.expect("every row has as many cells as the first");
            record.iter().map(str::to_owned).collect()
        })
        .collect()
}
