/** docs/openapi.yaml, held against what the functions answer. */
@NullMarked
package com.ieltsaiprep.api.openapi;

import org.jspecify.annotations.NullMarked;
