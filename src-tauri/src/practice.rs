//! The practice service inside the app.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use contract::SceneView;
use desk::{PracticeAccount, PracticeHost, PracticeHostProblem};
use practice_service::{Options, PracticeService, Scene};
use tokio::sync::Mutex;

pub(crate) struct Embedded {
    /// Where the world is kept between starts.
    world_path: PathBuf,
    running: Mutex<Option<PracticeService>>,
}

impl Embedded {
    pub(crate) fn kept_in(data_dir: &Path) -> Self {
        Self { world_path: data_dir.join("practice-world.jsonl"), running: Mutex::new(None) }
    }
}

impl Embedded {
    fn options(&self) -> Options {
        Options { world_path: Some(self.world_path.clone()), ..Options::default() }
    }
}

#[async_trait]
impl PracticeHost for Embedded {
    async fn start(&self) -> Result<PracticeAccount, PracticeHostProblem> {
        let mut running = self.running.lock().await;
        let service = match running.take() {
            Some(service) => service,
            None => PracticeService::start(self.options())
                .await
                .map_err(|error| PracticeHostProblem(error.to_string()))?,
        };
        let account = PracticeAccount {
            endpoint: service.endpoint().to_owned(),
            access_key_id: service.access_key_id().to_owned(),
            secret_access_key: service.secret_access_key().into(),
            region: service.region().to_owned(),
        };
        *running = Some(service);
        Ok(account)
    }

    async fn stop(&self) {
        if let Some(service) = self.running.lock().await.take() {
            service.stop().await;
        }
    }

    async fn start_afresh(&self) -> Result<(), PracticeHostProblem> {
        let running = self.running.lock().await;
        let Some(service) = running.as_ref() else { return Ok(()) };
        service.reset().await.map_err(|error| PracticeHostProblem(error.to_string()))
    }

    async fn set_scene(&self, scene: SceneView) {
        if let Some(service) = self.running.lock().await.as_ref() {
            service.set_scene(match scene {
                SceneView::AllGoesWell => Scene::AllGoesWell,
                SceneView::CustomerSaysNo => Scene::CustomerSaysNo,
                SceneView::WrongAccount => Scene::WrongAccount,
                SceneView::NeverFinishes => Scene::NeverFinishes,
                SceneView::ThreeDevicesFail => Scene::ThreeDevicesFail,
                SceneView::SignInExpires => Scene::SignInExpires,
            });
        }
    }
}
