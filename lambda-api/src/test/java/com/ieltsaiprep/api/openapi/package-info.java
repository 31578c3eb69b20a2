/** Validation of responses against docs/openapi.yaml. */
@NullMarked
package com.ieltsaiprep.api.openapi;

import org.jspecify.annotations.NullMarked;
