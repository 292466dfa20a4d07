// swift-tools-version: 6.0

import PackageDescription

// `cargo xtask test --only swift` writes Sources/Cactus/Generated, Sources/CactusFFI and lib, and runs the tests.
let package = Package(
    name: "Cactus",
    platforms: [.macOS(.v13), .iOS(.v16)],
    products: [.library(name: "Cactus", targets: ["Cactus"])],
    targets: [
        .systemLibrary(name: "CactusFFI"),
        .target(
            name: "Cactus",
            dependencies: ["CactusFFI"],
            linkerSettings: [.linkedLibrary("cactus_ffi")]
        ),
        .testTarget(name: "CactusTests", dependencies: ["Cactus"]),
    ],
    swiftLanguageModes: [.v6]
)
