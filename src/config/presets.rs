//! Lists of keys for those who come from elsewhere. Each is laid over the keys of `config.example.toml`.

/// Name and file of every preset. `vi` is what the example file itself says.
pub const PRESETS: &[(&str, &str)] = &[
    ("vi", ""),
    ("arrows", include_str!("../../assets/keys/arrows.toml")),
    ("less", include_str!("../../assets/keys/less.toml")),
    ("newsboat", include_str!("../../assets/keys/newsboat.toml")),
];
