//! The practice service inside the app.

use async_trait::async_trait;
use contract::SceneView;
use desk::{PracticeAccount, PracticeHost, PracticeHostProblem};
use practice_service::{Options, PracticeService, Scene};
use tokio::sync::Mutex;

#[derive(Default)]
pub(crate) struct Embedded(Mutex<Option<PracticeService>>);

#[async_trait]
impl PracticeHost for Embedded {
    async fn start(&self) -> Result<PracticeAccount, PracticeHostProblem> {
        let mut running = self.0.lock().await;
        let service = match running.take() {
            Some(service) => service,
            None => PracticeService::start(Options::default())
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
        if let Some(service) = self.0.lock().await.take() {
            service.stop().await;
        }
    }

    async fn set_scene(&self, scene: SceneView) {
        if let Some(service) = self.0.lock().await.as_ref() {
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
