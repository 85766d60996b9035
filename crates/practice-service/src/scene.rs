//! The scenes a person chooses on the Practice page: named bundles of behaviour
//! that hold until another one is set.

use std::fmt;
use std::str::FromStr;

/// How the practice service behaves as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scene {
    /// Nothing is made to fail.
    #[default]
    AllGoesWell,
    /// Whatever is pressed on the vendor's consent page, access is denied.
    CustomerSaysNo,
    /// Whoever signs in, the devices of another customer are found.
    WrongAccount,
    /// The vendor's answer never arrives: the link stays in progress.
    NeverFinishes,
    /// Registering fails for three devices of each discovery, five attempts long.
    ThreeDevicesFail,
    /// The vendor's sign-in page says that it has expired.
    SignInExpires,
}

impl Scene {
    /// Every scene, in the order in which they are offered.
    pub const ALL: [Scene; 6] = [
        Scene::AllGoesWell,
        Scene::CustomerSaysNo,
        Scene::WrongAccount,
        Scene::NeverFinishes,
        Scene::ThreeDevicesFail,
        Scene::SignInExpires,
    ];

    /// The kebab-case name used by the practice API.
    pub fn name(self) -> &'static str {
        match self {
            Scene::AllGoesWell => "all-goes-well",
            Scene::CustomerSaysNo => "customer-says-no",
            Scene::WrongAccount => "wrong-account",
            Scene::NeverFinishes => "never-finishes",
            Scene::ThreeDevicesFail => "three-devices-fail",
            Scene::SignInExpires => "sign-in-expires",
        }
    }
}

impl fmt::Display for Scene {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The text names no scene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownScene(pub String);

impl fmt::Display for UnknownScene {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = Scene::ALL.iter().map(|scene| scene.name()).collect();
        write!(formatter, "'{}' is not a scene; the scenes are {}", self.0, names.join(", "))
    }
}

impl std::error::Error for UnknownScene {}

impl FromStr for Scene {
    type Err = UnknownScene;

    fn from_str(text: &str) -> Result<Scene, UnknownScene> {
        Scene::ALL.into_iter().find(|scene| scene.name() == text).ok_or_else(|| UnknownScene(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scene_reads_back_from_its_name() {
        for scene in Scene::ALL {
            assert_eq!(scene.to_string().parse(), Ok(scene));
        }
        assert!("customer_says_no".parse::<Scene>().is_err());
    }
}
