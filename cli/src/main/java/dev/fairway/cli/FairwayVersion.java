package dev.fairway.cli;

import dev.fairway.provenance.CodeVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code fairway --version} prints. */
final class FairwayVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"fairway " + CodeVersion.current()};
  }
}
