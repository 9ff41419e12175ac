//! Files and folders that nobody else on the machine may read: what somebody reads and writes about it is their own.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder, and those above it that are missing, for its user alone. One that is there stays as it is.
pub fn private_folder(path: &Path) -> io::Result<()> {
    let mut maker = fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(path)
}

/// Opening a file that, where it is made, is made for its user alone.
pub fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes an empty file for its user alone; one that is there stays as it is.
pub fn private_file(path: &Path) -> io::Result<()> {
    match private_options().write(true).create_new(true).open(path).map(drop::<File>) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// Takes everybody else's rights from a file or folder of ours that is there. Where that is not allowed, it is somebody
/// else's, and stays as it is.
pub fn close_to_others(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Ok(about) = fs::symlink_metadata(path) else { return };
        let mode = about.permissions().mode() & 0o7777;
        if (about.is_file() || about.is_dir()) && mode & 0o077 != 0 {
            let _others = fs::set_permissions(path, fs::Permissions::from_mode(mode & !0o077));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Reads a file of settings. What is neither a regular file nor given to this process by its caller is refused: nobody
/// knows when a pipe or a device ends.
pub fn read_settings(path: &Path) -> io::Result<Vec<u8>> {
    let given = path == Path::new("/dev/null") || path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd");
    if !given && !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    fs::read(path)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn others_are_kept_out_of_what_is_made_and_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        private_folder(&deep).unwrap();
        assert_eq!((mode(&folder.path().join("a")), mode(&deep)), (0o700, 0o700));
        let file = deep.join("file");
        private_file(&file).unwrap();
        assert_eq!(mode(&file), 0o600);
        for (before, after) in [(0o644, 0o600), (0o664, 0o600), (0o444, 0o400), (0o600, 0o600)] {
            fs::set_permissions(&file, fs::Permissions::from_mode(before)).unwrap();
            private_file(&file).unwrap();
            close_to_others(&file);
            assert_eq!(mode(&file), after);
        }
        close_to_others(&deep.join("missing"));
        // A link is not followed: what it leads to may be anybody's.
        let outside = folder.path().join("outside");
        fs::write(&outside, "").unwrap();
        fs::set_permissions(&outside, fs::Permissions::from_mode(0o644)).unwrap();
        std::os::unix::fs::symlink(&outside, deep.join("link")).unwrap();
        close_to_others(&deep.join("link"));
        assert_eq!(mode(&outside), 0o644);
    }

    #[test]
    fn settings_are_read_from_files_only() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read_settings(folder.path()).is_err());
        assert!(read_settings(Path::new("/dev/zero")).is_err());
        assert_eq!(read_settings(Path::new("/dev/null")).unwrap(), b"");
        assert_eq!(read_settings(&folder.path().join("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
