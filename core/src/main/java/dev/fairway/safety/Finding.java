package dev.fairway.safety;

/**
 * A setting that is unsafe as it is, by itself or beside others.
 *
 * @param isRefusal whether nothing may be started with it; otherwise it is told, and that is all
 * @param setting its name where it is set: an option of a command, or a topic's or a broker's key
 * @param value as it is
 * @param why what would come of it
 * @param instead what to set
 */
public record Finding(boolean isRefusal, String setting, String value, String why, String instead) {

  public static Finding refusal(String setting, Object value, String why, String instead) {
    return new Finding(true, setting, value.toString(), why, instead);
  }

  public static Finding warning(String setting, Object value, String why, String instead) {
    return new Finding(false, setting, value.toString(), why, instead);
  }

  @Override
  public String toString() {
    return "%s = %s: %s; set %s".formatted(setting, value, why, instead);
  }
}
