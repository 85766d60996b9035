//! A home folder with AWS files in it, and the environment that points there.

use std::ffi::OsString;

use connections::Environment;
use tempfile::TempDir;

pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn with(config: &str, credentials: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join(".aws")).unwrap();
        std::fs::write(home.path().join(".aws/config"), config).unwrap();
        std::fs::write(home.path().join(".aws/credentials"), credentials).unwrap();
        Self(home)
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.into_os_string().into_string().unwrap()
    }

    pub(crate) fn folder(&self, name: &str) {
        std::fs::create_dir_all(self.0.path().join(name)).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    pub(crate) fn environment(&self, variables: &[(&str, &str)]) -> Environment {
        let home = [("HOME".into(), self.0.path().into())];
        let variables = variables.iter().map(|(name, value)| (name.into(), value.into()));
        Environment::from_variables(home.into_iter().chain(variables))
    }
}

/// An environment that knows no home folder.
pub(crate) fn homeless(variables: &[(&str, &str)]) -> Environment {
    let variables = variables.iter().map(|(name, value)| (name.into(), value.into()));
    Environment::from_variables(variables.collect::<Vec<(OsString, OsString)>>())
}
