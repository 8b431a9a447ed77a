package dev.fairway.benchmarks.stream;

/** One of those that read the same topic and are compared. */
interface Side {

  /** As tables name it. */
  String label();

  /**
   * Starts it at the beginning of the topic.
   *
   * @param round what it writes and how far it is are this round's alone
   */
  Running start(int round) throws Exception;

  /** While it runs; closing stops it, with all that it has done committed. */
  interface Running extends AutoCloseable {

    /** Consumer group that commits how far it is, together with what came of it. */
    String group();

    /**
     * Looks after it has been stopped whether it did its work.
     *
     * @throws IllegalStateException if it did not, with what is missing
     */
    void check();

    @Override
    void close();
  }
}
