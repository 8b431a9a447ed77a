package dev.fairway.series.format;

/** How a data set's files are laid out. */
public enum SourceFormat {
  /** A row for each interval, a column for each site; one file for each channel. */
  WIDE_CSV("wide-csv", true),
  /** NumPy archive with one array [time, site, channel], as PEMS03 to PEMS08. */
  NPZ("npz", true),
  /** HDF5 as pandas writes a frame in fixed format, as METR-LA and PEMS-BAY. */
  HDF5("hdf5", true),
  /** A CSV file for each road segment, a row for each reading, as the City of Aarhus published. */
  AARHUS_CSV("aarhus-csv", false),
  /** AIS positions as MarineCadastre publishes them. */
  MARINECADASTRE_CSV("marinecadastre-csv", false),
  /** AIS positions of the British Columbia coast, with local times. */
  AIS_BC_CSV("ais-bc-csv", false),
  /** AIS sentences as received, with tag blocks or $PGHP lines for the time. */
  NMEA("nmea", false);

  private final String key;
  private final boolean matrix;

  SourceFormat(String key, boolean matrix) {
    this.key = key;
    this.matrix = matrix;
  }

  /** What a fact sheet calls it. */
  public String key() {
    return key;
  }

  /** Whether it holds a value for each interval and site, so that {@link SeriesReader} reads it. */
  public boolean isMatrix() {
    return matrix;
  }

  @Override
  public String toString() {
    return key;
  }
}
