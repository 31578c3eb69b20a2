/**
 * Pulumi engine at the wire: registers what a program declares, and refuses what a deployment
 * would.
 */
@NullMarked
package com.ieltsaiprep.infra.testkit.engine;

import org.jspecify.annotations.NullMarked;
