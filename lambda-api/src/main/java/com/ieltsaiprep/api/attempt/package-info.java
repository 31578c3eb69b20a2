/** The ledger of attempts: how many somebody has, and which are in use. */
@NullMarked
package com.ieltsaiprep.api.attempt;

import org.jspecify.annotations.NullMarked;
