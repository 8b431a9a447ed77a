package dev.fairway.contract;

import java.util.List;

/**
 * The form a record travels in; its media type is the value of the record header {@link
 * Headers#CONTENT_TYPE}.
 */
public enum ContentType {
  JSON("application/json"),
  PROTOBUF("application/x-protobuf");

  private static final List<ContentType> ALL = List.of(values());

  private final String mediaType;

  ContentType(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * @param mediaType null stands for JSON: what a producer without headers most likely sends
   * @throws MalformedRecordException if it is neither of the two
   */
  public static ContentType of(String mediaType) throws MalformedRecordException {
    if (mediaType == null) {
      return JSON;
    }
    for (ContentType type : ALL) {
      if (type.mediaType.equals(mediaType)) {
        return type;
      }
    }
    throw new MalformedRecordException(
        "content-type '" + mediaType + "' is neither application/json nor application/x-protobuf");
  }
}
