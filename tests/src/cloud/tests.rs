mod certificates;
mod client;
mod identity_center;
mod network;
mod service;
mod sts;

use super::*;
use crate::programs::PracticeProgram;

const ACCOUNT: &str = "111122223333";
const OTHER_ACCOUNT: &str = "444455556666";
const REGION: &str = "eu-west-1";
const STS_HOST: &str = "sts.eu-west-1.amazonaws.com";
const SERVICE_HOST: &str = "api.iotmanagedintegrations.eu-west-1.api.aws";

/// A cloud with one user.
fn cloud() -> (PracticeProgram, Cloud, AccessKey) {
    let practice = PracticeProgram::start();
    let cloud = Cloud::start(&practice);
    let anna = cloud.identities(|all| all.user(ACCOUNT, "anna"));
    (practice, cloud, anna)
}
