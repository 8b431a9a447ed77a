package dev.fairway.diffusion.augment;

import java.util.Map;

/**
 * What came of the drawing.
 *
 * @param wanted windows
 * @param made windows that were accepted; the others were given up
 * @param candidates windows that were drawn
 * @param rejected how many of them for each reason
 */
public record DrawReport(int wanted, int made, int candidates, Map<Rejection, Integer> rejected) {}
