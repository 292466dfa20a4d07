//! Signing in and out.

use cactus_core::model::Email;
use cactus_core::time::Timestamp;
use cactus_core::views::{Secret, SessionView, SignIn, UserView};
use http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::api::Access::{Public, SignedIn};
use crate::api::{Call, Endpoint, Form, Json, NoContent, Problem, View};
use crate::app::App;
use crate::auth::{TokenError, TooMany};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/api/v1/auth/login", login).named(
            "login",
            "Signs in with an e-mail address and a password",
            Public,
        ),
        Endpoint::post("/api/v1/login/access-token", login_by_form).named(
            "login_by_form",
            "Signs in with a form, as OAuth2 clients do",
            Public,
        ),
        Endpoint::post("/api/v1/auth/refresh", refresh).named(
            "refresh",
            "Exchanges a refresh token, which is good once, for new tokens",
            Public,
        ),
        Endpoint::post("/api/v1/auth/logout", logout).named(
            "logout",
            "Ends the session of the access token",
            SignedIn,
        ),
    ]
}

/// The form of an OAuth2 password grant (RFC 6749, section 4.3.2).
#[derive(Debug, Deserialize, JsonSchema)]
struct PasswordGrant {
    /// The e-mail address.
    username: Email,
    /// The password.
    password: Secret,
}

/// A refresh token to be exchanged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Refresh {
    /// The refresh token that came last.
    refresh_token: Secret,
}

/// An OAuth2 token response (RFC 6749, section 5.1), with the person who signed in.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TokensView")]
struct TokensView {
    /// To be sent in the `Authorization` header, after `Bearer`.
    access_token: Secret,
    /// Always `Bearer`.
    token_type: &'static str,
    /// Seconds for which the access token is good.
    expires_in: u64,
    /// To be exchanged for new tokens, once.
    refresh_token: Secret,
    /// When the session ends, unless it is renewed before.
    refresh_expires_at: Timestamp,
    /// Who signed in.
    user: UserView,
}

async fn login(call: Call, Json(command): Json<SignIn>) -> Result<View<TokensView>, Problem> {
    sign_in(&call, command).await
}

async fn login_by_form(
    call: Call,
    Form(form): Form<PasswordGrant>,
) -> Result<View<TokensView>, Problem> {
    let command = SignIn { email: form.username, password: form.password };
    sign_in(&call, command).await
}

async fn sign_in(call: &Call, command: SignIn) -> Result<View<TokensView>, Problem> {
    let (app, email) = (&call.app, command.email.clone());
    app.attempts().count(&email, call.origin).map_err(too_many)?;
    let cactus = app.cactus().clone();
    let work = async move { cactus.access().sign_in(&command).await };
    let session = app.passwords().run(work).await?;
    app.attempts().forget(&email);
    tokens(app, session)
}

async fn refresh(call: Call, Json(body): Json<Refresh>) -> Result<View<TokensView>, Problem> {
    let access = call.app.cactus().access();
    let session = access.renew(&body.refresh_token).await?;
    tokens(&call.app, session)
}

async fn logout(call: Call) -> Result<NoContent, Problem> {
    let access = call.app.cactus().access();
    access.sign_out(call.actor()?, call.session()?).await?;
    Ok(NoContent)
}

fn tokens(app: &App, session: SessionView) -> Result<View<TokensView>, Problem> {
    let user = session.user;
    let access_token =
        app.tokens().issue(user.firm, user.id, session.id).map_err(TokenError::problem)?;
    Ok(View(TokensView {
        access_token,
        token_type: "Bearer",
        expires_in: app.tokens().lifetime().as_secs(),
        refresh_token: session.refresh_token,
        refresh_expires_at: session.expires_at,
        user,
    }))
}

fn too_many(error: TooMany) -> Problem {
    let seconds = error.wait.as_secs() + 1;
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "auth.too_many_attempts", error.to_string())
        .retry_after(seconds)
}
