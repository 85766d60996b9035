//! Found devices: shown by page, chosen, named, registered.

use std::sync::LazyLock;

use contract::{
    ChooseDevicesForm, DeviceRow, DeviceStatus, DevicesPage, JourneyForm, ListDevicesForm, ProblemView,
    RenameDeviceForm,
};
use onboarding::{
    ConnectorDeviceId, DeviceName,
    journey::{Event, Journey, Progress, Row, Rows, Standing, Stop},
};

use crate::{Desk, journeys::not_there};

/// Rows of one page to the window.
const PAGE: usize = 200;

impl Desk {
    /// Rows of the open journey whose name or kind holds the search.
    ///
    /// # Errors
    /// A problem when the journey is not there.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn list_devices(&self, form: ListDevicesForm) -> Result<DevicesPage, ProblemView> {
        let state = self.lock();
        let kept = state.journeys.get(&form.journey_id).ok_or_else(not_there)?;
        let is_done = matches!(kept.journey.stop, Stop::Done(_));
        let search = form.search.trim().to_lowercase();
        let mut fitting: Vec<DeviceRow> = rows_of(&kept.journey)
            .iter()
            .map(|row| device_row(row, is_done))
            .filter(|row| fits(row, &search))
            .collect();
        let has_ended = match &kept.journey.stop {
            Stop::Registering(stop) => stop.is_settled(),
            Stop::Done(_) => true,
            Stop::Creating(_)
            | Stop::Refreshing(_)
            | Stop::AwaitingSignIn(_)
            | Stop::FindingDevices(_)
            | Stop::ChoosingDevices(_)
            | Stop::Removing(_)
            | Stop::Removed => false,
        };
        if has_ended {
            // While it runs rows stay where they are; then what failed comes first.
            fitting.sort_by_key(|row| !matches!(row.status, DeviceStatus::Failed { .. }));
        }
        let offset = usize::try_from(form.offset).unwrap_or(usize::MAX);
        Ok(DevicesPage {
            revision: kept.rows_revision,
            total: u32::try_from(fitting.len()).unwrap_or(u32::MAX),
            offset: form.offset,
            rows: fitting.into_iter().skip(offset).take(PAGE).collect(),
        })
    }

    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn choose_devices(&self, form: ChooseDevicesForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        let devices = form.connector_device_ids.into_iter().map(ConnectorDeviceId::new).collect();
        self.happen(&form.journey_id, Event::Choose { devices, chosen: form.chosen })
    }

    /// # Errors
    /// A problem when AWS would refuse the name.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn rename_device(&self, form: RenameDeviceForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        let name = DeviceName::parse(&form.name).map_err(|invalid| {
            ProblemView::with_input("deviceName", &format!("This name cannot be stored: {invalid}."))
        })?;
        let device = ConnectorDeviceId::new(form.connector_device_id);
        self.happen(&form.journey_id, Event::Rename { device, name })
    }

    /// Registers the chosen devices; each row tells how it goes.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn register_devices(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine_to_change(&form.journey_id)?;
        self.happen(&form.journey_id, Event::RegisterChosen)
    }

    /// Begins no more devices; what was sent already still ends.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn pause_registering(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        self.happen(&form.journey_id, Event::Pause)
    }

    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn continue_registering(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        self.happen(&form.journey_id, Event::GoOn)
    }

    /// Tries the failed devices again and leaves the others alone.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn retry_failed_devices(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        self.happen(&form.journey_id, Event::TryAgain)
    }
}

pub(crate) fn rows_of(journey: &Journey) -> &Rows {
    rows_at(&journey.stop)
}

fn rows_at(stop: &Stop) -> &Rows {
    static NONE: LazyLock<Rows> = LazyLock::new(Rows::default);
    match stop {
        Stop::ChoosingDevices(stop) => &stop.rows,
        Stop::Registering(stop) => &stop.rows,
        Stop::Done(stop) => &stop.rows,
        Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::Removed => &NONE,
        // It stands there again when AWS refuses.
        Stop::Removing(stop) => rows_at(&stop.former),
    }
}

/// `Light · Brightwell B-100`, as far as the vendor told.
pub(crate) fn kind(types: &[String], brand: Option<&str>, model: Option<&str>) -> String {
    let maker = [brand, model].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let types = types.join(", ");
    [types, maker].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

pub(crate) fn status(row: &Row) -> DeviceStatus {
    match &row.progress {
        Progress::NotAsked => match &row.standing {
            Standing::New if !row.is_choosable() => DeviceStatus::CannotBeMade,
            Standing::New if row.is_changed() => DeviceStatus::Changed,
            Standing::New => DeviceStatus::New,
            Standing::InAws(_) => DeviceStatus::InAwsAlready,
            Standing::OnThisLink(_) => DeviceStatus::AlreadyRegistered,
            Standing::OnAnotherLink(_) => DeviceStatus::OnAnotherLink,
        },
        Progress::Queued => DeviceStatus::Queued,
        Progress::Searching | Progress::Making | Progress::Adopting | Progress::Seeking => {
            DeviceStatus::Making
        }
        Progress::Registering => DeviceStatus::Registering,
        Progress::Registered => DeviceStatus::Confirming,
        Progress::Confirmed => DeviceStatus::Confirmed,
        Progress::Failed { problem, .. } => DeviceStatus::Failed { problem: ProblemView::from(problem) },
    }
}

fn device_row(row: &Row, is_done: bool) -> DeviceRow {
    let left_out = is_done && row.progress == Progress::NotAsked && row.is_choosable();
    let device = &row.device;
    DeviceRow {
        connector_device_id: device.connector_device_id.as_str().to_owned(),
        managed_thing_id: row.thing.as_ref().map(|thing| thing.as_str().to_owned()),
        name: if row.name.is_empty() { "Unnamed device".to_owned() } else { row.name.clone() },
        kind: kind(&device.device_types, device.brand.as_deref(), device.model.as_deref()),
        chosen: row.chosen,
        choosable: !is_done && row.is_choosable() && row.progress == Progress::NotAsked,
        status: if left_out { DeviceStatus::LeftOut } else { status(row) },
    }
}

fn fits(row: &DeviceRow, search: &str) -> bool {
    search.is_empty() || row.name.to_lowercase().contains(search) || row.kind.to_lowercase().contains(search)
}
