package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Verdict of a check, with its figures.
 *
 * @param table lines of text
 * @param json the same for programs
 * @param problems why it failed, one line each; empty if it passed
 */
record CheckVerdict(List<String> table, ObjectNode json, List<String> problems) {}
