/** Functions between the layers of a network, by name. */
export const activations = ["relu", "tanh", "gelu", "sigmoid", "sine"] as const;

/** Name of a function between layers; gelu is the exact one, x·Φ(x). */
export type Activation = (typeof activations)[number];

/** How the parameters of a network are drawn, by name. */
export const initializations = ["pytorch", "he", "xavier"] as const;

/**
 * How parameters are drawn. With n_in and n_out the inputs and outputs of one unit of a layer (a convolution has as many as
 * channels times window):
 * pytorch: weights and biases uniform on ±1/√n_in, the default of torch.nn.Linear and torch.nn.Conv2d;
 * he: weights normal with variance 2/n_in, biases 0; xavier: weights uniform on ±√(6/(n_in + n_out)), biases 0.
 */
export type Initialization = (typeof initializations)[number];

/** A fully connected network: `activation` after every layer but the last. */
export interface DenseNetwork {
  readonly kind: "dense";
  /** Inputs, hidden layers, outputs; two or more integers ≥ 1. */
  readonly widths: readonly number[];
  readonly activation: Activation;
  readonly initialization: Initialization;
}

/** ResNet18 for small images: 3 × 3 stem, four stages of two basic blocks, batch norm, mean over the image, one dense layer. */
export interface ResidualNetwork {
  readonly kind: "resnet18";
  /** Channels, height and width of an image. */
  readonly image: readonly [number, number, number];
  /** Numbers that the last layer gives. */
  readonly outputs: number;
  /** Channels of the stages are 64, 128, 256 and 512 times this, at least 1. */
  readonly widthFactor: number;
  readonly initialization: Initialization;
}

/** A network as plain data. */
export type Network = DenseNetwork | ResidualNetwork;
