package dev.fairway.cli;

import picocli.CommandLine.Command;

/**
 * {@code fairway represent}: what a diffusion model knows of a site, and where in it that stands.
 */
@Command(
    name = "represent",
    mixinStandardHelpOptions = true,
    description =
        "Searches and extracts the representations that a diffusion model makes of windows.",
    subcommands = {RepresentSearchCommand.class, RepresentExtractCommand.class})
final class RepresentCommand {}
