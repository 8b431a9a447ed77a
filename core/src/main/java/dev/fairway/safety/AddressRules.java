package dev.fairway.safety;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Who can reach a port: none of Fairway's asks for a login or is encrypted. */
public final class AddressRules {

  /**
   * @param setting that names the host
   */
  public static List<Finding> of(String setting, String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress()
          ? List.of()
          : List.of(
              Finding.warning(
                  setting,
                  host,
                  "there is no login and no encryption, and whoever reaches this address may read and ask all",
                  "127.0.0.1, or let none but a trusted network reach it"));
    } catch (UnknownHostException e) {
      return List.of(
          Finding.refusal(
              setting, host, "there is no such host", "an address of this machine, as 127.0.0.1"));
    }
  }

  private AddressRules() {}
}
