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
    set_aside: Mutex<Option<PathBuf>>,
}

impl Embedded {
    pub(crate) fn kept_in(data_dir: &Path) -> Self {
        let world_path = data_dir.join("practice-world.jsonl");
        Self { world_path, running: Mutex::new(None), set_aside: Mutex::new(None) }
    }

    /// The one that runs, or a new one.
    async fn service<'a>(
        &self,
        running: &'a mut Option<PracticeService>,
    ) -> Result<&'a PracticeService, PracticeHostProblem> {
        let service = match running.take() {
            Some(service) => service,
            None => {
                let options = Options { world_path: Some(self.world_path.clone()), ..Options::default() };
                let service = PracticeService::start(options).await.map_err(|error| problem(&error))?;
                *self.set_aside.lock().await = service.set_aside().map(Path::to_owned);
                service
            }
        };
        Ok(running.insert(service))
    }
}

#[async_trait]
impl PracticeHost for Embedded {
    async fn start(&self) -> Result<PracticeAccount, PracticeHostProblem> {
        let mut running = self.running.lock().await;
        let service = self.service(&mut running).await?;
        Ok(PracticeAccount {
            endpoint: service.endpoint().to_owned(),
            access_key_id: service.access_key_id().to_owned(),
            secret_access_key: service.secret_access_key().into(),
            region: service.region().to_owned(),
        })
    }

    async fn set_aside(&self) -> Option<PathBuf> {
        self.set_aside.lock().await.take()
    }

    async fn stop(&self) {
        if let Some(service) = self.running.lock().await.take() {
            service.stop().await;
        }
    }

    async fn start_afresh(&self) -> Result<(), PracticeHostProblem> {
        let mut running = self.running.lock().await;
        self.service(&mut running).await?.reset().await.map_err(|error| problem(&error))
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

fn problem(error: &std::io::Error) -> PracticeHostProblem {
    PracticeHostProblem(error.to_string())
}
