package dev.fairway.diffusion.service;

import java.util.function.Function;

/**
 * A request that was checked and may be computed.
 *
 * @param lease of the model; the job's until it is over
 * @param cells channels x steps x sites x samples
 * @param work gives the answer, or throws the status
 */
record Job<R>(ModelLease lease, long cells, Function<CallGuard, R> work) {}
