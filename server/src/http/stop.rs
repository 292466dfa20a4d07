//! Being told to stop.

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Ready when the process is told to stop, by Ctrl-C or by a service manager.
///
/// # Errors
/// If the system does not let the process listen for signals.
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            () = received(&mut interrupt) => tracing::info!("interrupted"),
            () = received(&mut terminate) => tracing::info!("terminated"),
        }
    })
}

async fn received(signal: &mut Signal) {
    signal.recv().await;
}
