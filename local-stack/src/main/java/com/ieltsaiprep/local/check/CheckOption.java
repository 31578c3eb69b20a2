package com.ieltsaiprep.local.check;

/**
 * A whole number that can be given as {@code --name value}.
 *
 * @param name without hyphens
 */
record CheckOption(String name, int defaultValue, int min, int max, String help) {}
