use cactus_store::memory::MemoryStore;

async fn fresh() -> (MemoryStore, ()) {
    (MemoryStore::new(), ())
}

cactus_store::store_conformance!(fresh);
