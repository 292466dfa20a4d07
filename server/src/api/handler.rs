//! Async functions as handlers.

use super::endpoint::Answer;
use super::openapi::Operation;
use super::{Call, Input, Output, Problem};

/// An async function of a [`Call`] and up to two [`Input`]s that gives an [`Output`] or a [`Problem`].
pub trait Handler<I>: Send + Sync + 'static {
    /// Reads the inputs and runs the function.
    fn run(&self, call: Call) -> Answer;

    /// Says what it takes and gives.
    fn describe(operation: &mut Operation<'_>);
}

macro_rules! handler {
    ($($name:ident: $input:ident),*) => {
        impl<F, A, O, $($input),*> Handler<($($input,)*)> for F
        where
            F: Fn(Call, $($input),*) -> A + Send + Sync + 'static,
            A: Future<Output = Result<O, Problem>> + Send + 'static,
            O: Output,
            $($input: Input,)*
        {
            fn run(&self, call: Call) -> Answer {
                $(
                    let $name = match $input::take(&call) {
                        Ok(input) => input,
                        Err(problem) => return Box::pin(std::future::ready(Err(problem))),
                    };
                )*
                let answer = self(call, $($name),*);
                Box::pin(async move { answer.await?.into_response() })
            }

            fn describe(operation: &mut Operation<'_>) {
                $($input::describe(operation);)*
                O::describe(operation);
            }
        }
    };
}

handler!();
handler!(first: A1);
handler!(first: A1, second: A2);
